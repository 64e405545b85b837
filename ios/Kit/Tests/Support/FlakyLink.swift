import Foundation

private let ready = "link: listening on "

/// The tests' link between a phone and a server, as a process of its own: a network that can be gone.
@MainActor
public final class FlakyLink {
    /// Where a phone finds the server.
    public let url: String

    private let process: Process
    private let orders = Pipe()
    private let answers: AsyncStream<String>

    init(_ server: Server) async throws {
        process = try program("examples/link", [server.url.replacingOccurrences(of: "http://", with: "")])
        let output = Pipe()
        process.standardInput = orders
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        answers = lines(of: output)
        try process.run()
        for await line in answers where line.hasPrefix(ready) {
            url = String(line.dropFirst(ready.count))
            return
        }
        throw InVain("the link did not come up")
    }

    /// Lets everything through from now on, or nothing. Returns when it is so.
    public func set(isThere: Bool) async throws {
        let order = #"{"plan":{"signal":"\#(isThere ? "good" : "none")"}}"#
        try orders.fileHandleForWriting.write(contentsOf: Data("\(order)\n".utf8))
        for await _ in answers { return }
        throw InVain("the link has ended")
    }

    func stop() async { await end(process) }
}
