import Foundation
import LangNgheCore

/// A photograph in memory, which the core takes in pieces.
final class Pieces: PhotoSource {
    private let rest: Locked<Data>

    init(_ jpeg: Data) { rest = Locked(jpeg) }

    func read(most: UInt32) throws -> Data {
        // One reader only: nobody comes between these.
        let piece = rest.value.prefix(Int(most))
        rest.value = rest.value.dropFirst(piece.count)
        return Data(piece)
    }
}
