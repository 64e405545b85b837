import Foundation

@testable import LangNgheKit

/// The process that is killed, as its killer sees it.
@MainActor
public enum Doomed {
    /// How far it goes before it is killed.
    public enum Step: String, CaseIterable, Sendable {
        /// Before anything was taken.
        case camera
        /// With a photograph, of which isn't said yet what it is about.
        case category
        /// With words that were typed.
        case page
        /// With a place.
        case place
        /// Its report was sent, and leaves the phone.
        case safe
    }

    /// What it says once it is there.
    public nonisolated static let reached = "reached:"

    public nonisolated static let words = "Đê sạt lở."
    public nonisolated static let detail = "Thôn Trại Nhì"

    /// The phone of the process, for it and for the next one over the same folder.
    public static func handset(_ folder: URL, server: String?, _ preferences: any Preferences) -> Handset {
        let keys = KeysInAFile(folder.appendingPathComponent("keys"))
        return Handset(folder, server: server, keyFile: keys, preferences: preferences)
    }

    /// Where it keeps the way to where the person is.
    public static func way(_ folder: URL) -> URL { folder.appendingPathComponent("way") }

    /// Runs it, kills it as soon as it is there, and answers with the id of what it was about.
    public static func runAndKill(_ folder: URL, server: String, at step: Step) async throws -> String {
        let process = program([folder.path, server, step.rawValue])
        let output = Pipe()
        process.standardOutput = output
        let (lines, ended) = (lines(of: output), ending(of: process))
        try process.run()
        var said: [String] = []
        for await line in lines {
            said.append(line)
            guard line.hasPrefix(reached) else { continue }
            kill(process.processIdentifier, SIGKILL)
            for await _ in ended {}
            return String(line.dropFirst(reached.count))
        }
        throw InVain("it died by itself: \(said)")
    }

    /// Runs it with another library put before the core's. Answers with what it said, and on what it died.
    public static func runAndDie(
        _ folder: URL,
        with library: String
    ) async throws -> (output: [String], errors: [String]) {
        let process = program([folder.path, "", Step.camera.rawValue])
        process.environment = ProcessInfo.processInfo.environment.merging([
            "LD_PRELOAD": products.appendingPathComponent(library).path, "SWIFT_BACKTRACE": "enable=no",
        ]) { _, new in new }
        let (output, complaints) = (Pipe(), Pipe())
        process.standardOutput = output
        process.standardError = complaints
        let (said, complained) = (lines(of: output), lines(of: complaints))
        try process.run()
        // Should it live, it would wait for ever: whatever it says ends it.
        var all: [String] = []
        for await line in said {
            all.append(line)
            kill(process.processIdentifier, SIGKILL)
        }
        var errors: [String] = []
        for await line in complained { errors.append(line) }
        return (all, errors)
    }

    private static func program(_ arguments: [String]) -> Process {
        let process = Process()
        process.executableURL = products.appendingPathComponent("Doomed")
        process.arguments = arguments
        return process
    }
}

/// Where the package's programs lie: beside its tests.
private var products: URL {
    #if os(macOS)
        let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
        return (bundle ?? .main).bundleURL.deletingLastPathComponent()
    #else
        return Bundle.main.bundleURL
    #endif
}
