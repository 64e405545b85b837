import Foundation

/// What a test has: a folder of its own, and what runs in it.
@MainActor
public final class World {
    public let folder: URL
    private var servers: [Server] = []
    private var links: [FlakyLink] = []

    /// An address at which nobody listens.
    private static let nobody = "http://127.0.0.1:9"

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("langnghe-kit-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Runs a test in a world of its own, of which nothing stays.
    public static func with(_ test: @MainActor (World) async throws -> Void) async throws {
        let world = try World()
        let result: Result<Void, any Error>
        do {
            result = .success(try await test(world))
        } catch {
            result = .failure(error)
        }
        for link in world.links { await link.stop() }
        for server in world.servers { await server.stop() }
        try FileManager.default.removeItem(at: world.folder)
        try result.get()
    }

    public func server(without: [String] = []) async throws -> Server {
        let server = try await Server(folder.appendingPathComponent("server"), without: without)
        servers.append(server)
        return server
    }

    /// A way to the server that can be gone.
    public func link(to server: Server) async throws -> FlakyLink {
        let link = try await FlakyLink(server)
        links.append(link)
        return link
    }

    /// A phone that belongs to somebody, with the first start behind it.
    public func handset(_ server: Server? = nil) throws -> Handset { try newHandset(server).agreed() }

    /// A phone out of its box.
    public func newHandset(_ server: Server? = nil) throws -> Handset { try newHandset(at: server?.url ?? Self.nobody) }

    /// The same, with a server's address or none.
    public func newHandset(at server: String?) throws -> Handset { Handset(try phone(), server: server) }

    /// A phone that was told of no server at all: nothing is even tried.
    public func lonelyHandset() throws -> Handset { try newHandset(at: nil).agreed() }

    /// The folder of a phone.
    public func phone() throws -> URL {
        let folder = folder.appendingPathComponent("phone")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }
}
