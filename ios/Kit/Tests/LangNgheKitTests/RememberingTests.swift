import Foundation
import Support
import Testing

@testable import LangNgheKit

/// What is remembered beside the store.
@MainActor
@Suite(.timeLimit(.minutes(1)))
struct RememberingTests {
    @Test("what was put is there at once, and after a restart")
    func restart() async throws {
        try await World.with { world in
            let file = world.folder.appendingPathComponent("settings")
            let preferences = FilePreferences(file)
            preferences.put("1 = một\n: hai", for: "a")
            preferences.put("2", for: "b")
            preferences.put(nil, for: "b")
            #expect(preferences.values == ["a": "1 = một\n: hai"])
            await preferences.flush()
            #expect(FilePreferences(file).values == preferences.values)
        }
    }

    @Test("a file that is none of ours is as good as none")
    func noneOfOurs() async throws {
        try await World.with { world in
            let file = world.folder.appendingPathComponent("settings")
            try Data("a=\\uzz".utf8).write(to: file)
            let preferences = FilePreferences(file)
            #expect(preferences.values.isEmpty)
            preferences.put("1", for: "a")
            await preferences.flush()
            #expect(FilePreferences(file).values == ["a": "1"])
        }
    }

    @Test("a disk that can't be written to takes it the next time")
    func nextTime() async throws {
        try await World.with { world in
            let gone = world.folder.appendingPathComponent("gone")
            let preferences = FilePreferences(gone.appendingPathComponent("settings"))
            preferences.put("1", for: "a")
            await preferences.flush()
            #expect(preferences.values == ["a": "1"])
            try FileManager.default.createDirectory(at: gone, withIntermediateDirectories: false)
            await preferences.flush()
            #expect(FilePreferences(gone.appendingPathComponent("settings")).values == ["a": "1"])
        }
    }

    @Test("what can't be understood is as it comes")
    func odd() {
        let odd = ["text-size": "HUGE", "language": "", "consent": "x", "recent-communes": " "]
        let remembered = Remembered(odd)
        #expect(remembered.textSize == .normal)
        #expect(remembered.language == .system)
        #expect(remembered.consent == nil)
        #expect(remembered.recentCommunes.isEmpty)
        #expect(!remembered.photosOnWifiOnly)
    }

    @Test("the last three communes are remembered, each once")
    func communes() {
        let preferences = MemoryPreferences()
        for code in ["1", "2", "1", "3", "4"] { preferences.rememberCommune(code) }
        #expect(preferences.now.recentCommunes == ["4", "3", "1"])
    }

    @Test("notifications are asked for once")
    func notifications() {
        let preferences = MemoryPreferences()
        #expect(!preferences.now.notificationsDue)
        preferences.wantNotifications()
        #expect(preferences.now.notificationsDue)
        preferences.put(Remembered.asked, for: Remembered.Key.notifications)
        preferences.wantNotifications()
        #expect(!preferences.now.notificationsDue)
    }
}
