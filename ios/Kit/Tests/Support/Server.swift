import Foundation

private let ready = "langnghe-server: listening on "
private let password = "đồng lúa xanh ven sông Thương"

/// Xã Tam Tiến, where the tests' officer works.
public let commune = "07264"

/// The real server, as a process of its own on a data folder of its own.
@MainActor
public final class Server {
    /// Where it listens.
    public let url: String

    private let data: URL
    private let process: Process

    /// - Parameter without: operations that it shall not know: an older release, in effect.
    init(_ data: URL, without: [String]) async throws {
        self.data = data
        let old = without.flatMap { ["--without-operation", $0] }
        process = try program("langnghe-server", ["serve", "--data", data.path, "--listen", "127.0.0.1:0"] + old)
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        let lines = lines(of: output)
        try process.run()
        for await line in lines where line.hasPrefix(ready) {
            url = String(line.dropFirst(ready.count)).trimmingCharacters(in: .whitespaces)
            return
        }
        throw InVain("the server did not come up")
    }

    /// An officer of the commune, signed in.
    public func officer() async throws -> Officer {
        try await signedIn("Nguyễn Thị Lan", "--role", "officer", "--unit", commune)
    }

    /// A coordinator of the whole province, signed in.
    public func coordinator() async throws -> Officer {
        try await signedIn("Trần Thị Hoa", "--role", "coordinator")
    }

    private func signedIn(_ name: String, _ whose: String...) async throws -> Officer {
        let add = ["user", "add", name, "--password-stdin", "--data", data.path]
        let adding = try program("langnghe-server", add + whose)
        let input = Pipe()
        adding.standardInput = input
        adding.standardOutput = FileHandle.nullDevice
        let ended = ending(of: adding)
        try adding.run()
        try input.fileHandleForWriting.write(contentsOf: Data("\(password)\n".utf8))
        try input.fileHandleForWriting.close()
        for await status in ended where status != 0 { throw InVain("no \(name): exit code \(status)") }
        let officer = Officer(url)
        try await officer.signIn(name, password)
        return officer
    }

    func stop() async { await end(process) }
}

/// Ends a process that the tests began, if it hasn't ended.
@MainActor
func end(_ process: Process) async {
    let ended = ending(of: process)
    guard process.isRunning else { return }
    kill(process.processIdentifier, SIGKILL)
    for await _ in ended {}
}

/// A program that lies beside the core's library.
func program(_ name: String, _ arguments: [String]) throws -> Process {
    guard let folder = ProcessInfo.processInfo.environment["LANGNGHE_LIBRARY"] else {
        throw InVain("LANGNGHE_LIBRARY is not set")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: folder).appendingPathComponent(name)
    process.arguments = arguments
    return process
}

/// How a process ended; nobody blocks to wait for it. To be asked for before it is started.
public func ending(of process: Process) -> AsyncStream<Int32> {
    let (endings, forwarder) = AsyncStream.makeStream(of: Int32.self)
    process.terminationHandler = {
        forwarder.yield($0.terminationStatus)
        forwarder.finish()
    }
    return endings
}

/// What a process says, line by line. Read to its end even if nobody listens any more: a full pipe
/// would stop the process.
public func lines(of pipe: Pipe) -> AsyncStream<String> {
    let (lines, forwarder) = AsyncStream.makeStream(of: String.self)
    let handle = pipe.fileHandleForReading
    Thread.detachNewThread {
        var rest = Data()
        while true {
            let piece = handle.availableData
            guard !piece.isEmpty else { break }
            rest += piece
            while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                forwarder.yield(String(decoding: rest[..<end], as: UTF8.self))
                rest = Data(rest[rest.index(after: end)...])
            }
        }
        forwarder.finish()
    }
    return lines
}
