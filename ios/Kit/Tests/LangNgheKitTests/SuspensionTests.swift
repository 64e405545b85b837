#if os(Linux)
    import Foundation
    import Support
    import Testing

    @testable import LangNgheKit

    /// A phone ends an app that is suspended with its database open. Linux tells which files are.
    @MainActor
    @Suite(.timeLimit(.minutes(2)))
    struct SuspensionTests {
        @Test("the database is open as long as somebody needs it, and no longer")
        func letGoOf() async throws {
            try await World.with { world in
                let handset = try world.handset()
                let kit = handset.kit()
                let lease = try await kit.phones.lease()
                _ = try await lease.phone.beginDraft()
                #expect(try isOpen(handset))
                await lease.release()
                #expect(try !isOpen(handset))
                let again = try await kit.phones.lease()
                #expect(try await again.phone.drafts().count == 1)
                #expect(try isOpen(handset))
                // A courier beside it doesn't take it away, nor keep it.
                #expect(await kit.courier.run(for: .milliseconds(200)) == .later)
                #expect(try isOpen(handset))
                await again.release()
                #expect(try !isOpen(handset))
                await kit.end()
            }
        }

        private func isOpen(_ handset: Handset) throws -> Bool {
            let descriptors = "/proc/self/fd"
            let files = try FileManager.default.contentsOfDirectory(atPath: descriptors).compactMap {
                try? FileManager.default.destinationOfSymbolicLink(atPath: "\(descriptors)/\($0)")
            }
            let store = handset.folder.appendingPathComponent("store").resolvingSymlinksInPath().path
            return files.contains { $0.hasPrefix(store + "/store.db") }
        }
    }
#endif
