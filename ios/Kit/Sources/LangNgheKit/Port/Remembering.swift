import Foundation
import Observation

/// Remembers as long as it lives.
@MainActor @Observable
public final class MemoryPreferences: Preferences {
    public private(set) var values: [String: String]

    public init(_ values: [String: String] = [:]) { self.values = values }

    public func put(_ value: String?, for key: String) { values[key] = value }
}

/// Remembers in a file, which is always whole: a new one takes the old one's place. A file that can't
/// be read is as good as none; what could not be written is written with the next change.
@MainActor @Observable
public final class FilePreferences: Preferences {
    public private(set) var values: [String: String]

    @ObservationIgnored private let file: URL
    @ObservationIgnored private let oneAtATime = OneAtATime()
    @ObservationIgnored private var written: [String: String]

    /// Reads what was remembered in a file.
    public init(_ file: URL) {
        self.file = file
        let kept = try? JSONDecoder().decode([String: String].self, from: Data(contentsOf: file))
        written = kept ?? [:]
        values = kept ?? [:]
    }

    public func put(_ value: String?, for key: String) {
        values[key] = value
        Task { await flush() }
    }

    /// Returns when everything is on the disk that was put before, or could not be written.
    public func flush() async {
        await oneAtATime.run {
            let values = values
            guard values != written else { return }
            // The disk is full, most likely. What is remembered here can be said again.
            if await write(values, file) { written = values }
        }
    }
}

/// Writes off the main thread, and says whether it could.
private func write(_ values: [String: String], _ file: URL) async -> Bool {
    do {
        try JSONEncoder().encode(values).write(to: file, options: .atomic)
        return true
    } catch {
        return false
    }
}
