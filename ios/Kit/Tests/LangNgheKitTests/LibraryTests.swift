import Foundation
import Support
import Testing

#if os(Linux)
    /// The library must be the one that the bindings were made for: another one would be called with the
    /// wrong shapes.
    @MainActor
    @Suite(.timeLimit(.minutes(2)))
    struct LibraryTests {
        @Test("a library of another build is not even opened")
        func anotherBuild() async throws {
            try await World.with { world in
                let folder = try world.phone()
                let (said, complained) = try await Doomed.runAndDie(folder, with: "libAnotherBuild.so")
                #expect(said.isEmpty)
                #expect(complained.contains { $0.contains("checksum mismatch") }, "\(complained)")
                #expect(!FileManager.default.fileExists(atPath: folder.appendingPathComponent("store").path))
            }
        }
    }
#endif
