import LangNgheCore
import LangNgheTexts
import Testing

@testable import LangNgheKit

/// What went wrong, in words.
struct NoticesTests {
    private let vietnamese = Wording(.vietnamese)
    private let english = Wording(.english)

    /// Every way in which something can fail.
    private let failures: [Failure] =
        [.Closed, .NotFound, .Incomplete(problems: []), .DiskFull, .Storage(diagnostics: "")]
        + ["not_a_draft", "not_now", "too_many_photographs", "unknown_place_or_category"].map { .Refused(code: $0) }
        + [
            "photograph_unreadable", "not_a_jpeg", "too_large", "too_many_pixels", "side_too_long",
            "too_much_memory", "too_many_scans", "truncated", "damaged", "unsupported", "failed",
        ].map { .Photograph(code: $0) }

    @Test("every failure has words of its own, in both languages")
    func ownWords() {
        for wording in [vietnamese, english] {
            let said = failures.map { wording.notice($0).happened }
            #expect(Set(said).count == said.count)
            #expect(!said.contains("") && !said.contains(wording.texts.error.unknown))
        }
        for failure in failures { #expect(vietnamese.notice(failure).happened != english.notice(failure).happened) }
    }

    @Test("what a later core says is said in general words")
    func later() {
        let says = english.texts.error
        #expect(english.notice(.Refused(code: "of_tomorrow")).happened == says.unknown)
        #expect(english.notice(.Photograph(code: "of_tomorrow")).happened == says.photographFailed)
        guard case .trouble(let trouble) = english.trouble(.Later(code: "of_tomorrow")) else {
            Issue.record("no trouble")
            return
        }
        #expect(trouble.notice.happened == says.unknown)
    }

    @Test("what is missing is said with the core's own words")
    func missing() {
        let guidance = Guidance(
            happened: words("No place."),
            safe: words("All is kept."),
            wayOut: words("Choose one.")
        )
        let problem = ProblemView(field: .place, code: "place_required", guidance: guidance)
        let failure = Failure.Incomplete(problems: [problem])
        #expect(english.notice(failure) == Notice("No place.", safe: "All is kept.", wayOut: "Choose one."))
        #expect(vietnamese.notice(failure).happened == "No place. (vi)")
    }

    @Test("a store that can't be opened says what to do about it")
    func doesNotOpen() {
        let failures: [OpenFailure] = [
            .Key(code: "key_lost"), .Key(code: "wrong_key"), .Later(code: "key_unavailable"),
            .Later(code: "in_use"), .Later(code: "disk_full"), .Newer(found: 9, known: 8),
            .Damaged(setAside: "somewhere"), .Broken(code: "server_address", diagnostics: ""),
            .Broken(code: "storage", diagnostics: ""),
        ]
        let troubles = failures.compactMap { failure in
            if case .trouble(let trouble) = vietnamese.trouble(failure) { trouble } else { nil }
        }
        #expect(Set(troubles.map(\.notice.happened)).count == 9)
        #expect(troubles.allSatisfy { !$0.notice.safe.isEmpty && !$0.notice.wayOut.isEmpty })
        #expect(troubles.indices.filter { troubles[$0].canStartClean } == [0, 1], "only without a key")
        #expect(troubles.indices.filter { !troubles[$0].canRetry } == [5], "only an update helps")
        #expect(!"\(troubles)".contains("somewhere"), "no paths")
    }
}
