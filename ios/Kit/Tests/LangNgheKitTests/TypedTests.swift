import LangNgheCore
import Support
import Testing

@testable import LangNgheKit

/// A text that is saved while it is typed, with a time and a disk that obey.
@MainActor
@Suite(.timeLimit(.minutes(1)))
final class TypedTests {
    private let saved = Notes()
    private let failures = Notes()
    private let time = ManualTime()
    private var disk: @MainActor () async throws -> Void = {}
    private lazy var typed = Typed<String>(
        Tasks(),
        time,
        pause: .milliseconds(300),
        failed: { [failures] in failures.add("\($0)") },
        save: { [unowned self] in
            try await disk()
            saved.add($0)
        }
    )

    private func pass(_ milliseconds: Int) async throws {
        try await until(time, \.waiting) { $0 == 1 }
        time.advance(by: .milliseconds(milliseconds))
    }

    @Test("it is saved in the first pause, and not at every key")
    func pause() async throws {
        for text in ["Đ", "Đê", "Đê s"] {
            typed.write(text)
            #expect(typed.text == text)
            try await pass(100)
        }
        #expect(saved.all.isEmpty)
        try await pass(300)
        try await until(saved, \.all) { $0 == ["Đê s"] }
    }

    @Test("flushing saves at once, and only what is new")
    func flush() async throws {
        try await typed.flush()
        typed.write("Đê sạt")
        try await typed.flush()
        try await typed.flush()
        #expect(saved.all == ["Đê sạt"])
        try await until(time, \.waiting) { $0 == 0 }
    }

    @Test("what is typed while the disk is slow is saved after it")
    func slow() async throws {
        let (stream, quick) = AsyncStream.makeStream(of: Void.self)
        let begun = Notes()
        disk = {
            begun.add("begun")
            for await _ in stream { return }
        }
        typed.write("một")
        try await pass(300)
        try await until(begun, \.all.count) { $0 == 1 }
        typed.write("một hai")
        let flushed = Task { try await typed.flush() }
        quick.finish()
        try await flushed.value
        #expect(saved.all == ["một", "một hai"])
    }

    @Test("a full disk is told, and forgets nothing")
    func full() async throws {
        disk = { throw Failure.DiskFull }
        typed.write("một")
        await #expect(throws: Failure.DiskFull) { try await self.typed.flush() }
        typed.write("một hai")
        try await pass(300)
        try await until(failures, \.all.count) { $0 == 1 }
        disk = {}
        try await typed.flush()
        #expect(saved.all == ["một hai"])
    }
}
