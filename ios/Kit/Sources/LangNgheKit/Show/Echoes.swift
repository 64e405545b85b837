/// What a field has told the store and has not got back yet.
///
/// A field keeps what is typed to itself; a text that comes from elsewhere, such as the ready
/// sentence, replaces it. So a slow store can't make letters jump, and Telex, which rewrites the
/// letters before it, is never interrupted.
public struct Echoes: Sendable {
    private var waiting: [String] = []

    public init() {}

    /// The field tells this.
    public mutating func tell(_ text: String) {
        waiting.append(text)
    }

    /// Whether this is what was told; what was told before it won't come any more.
    public mutating func take(_ text: String) -> Bool {
        guard let at = waiting.lastIndex(of: text) else { return false }
        waiting.removeFirst(at + 1)
        return true
    }
}
