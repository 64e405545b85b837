import LangNgheKit
import LangNgheTexts
import Testing

/// What is typed, and how amounts and sizes are told.
@Suite struct ShownWordsTests {
    @Test(arguments: [(1, "1 KB"), (841_001, "842 KB"), (999_001, "1 MB"), (1_310_000, "1,4 MB"), (2_000_000, "2 MB")])
    func anAmountIsRoundedUp(count: Int64, words: String) {
        #expect(bytes(count, in: .vietnamese) == words)
    }

    @Test func eachLanguageHasItsMark() {
        #expect(bytes(1_310_000, in: .english) == "1.4 MB")
    }

    @Test func whatComesBackLateIsAnEcho() {
        var echoes = Echoes()
        for typed in ["d", "dd", "đ"] { echoes.tell(typed) }
        // What was told before what came back won't come any more; the ready sentence is no echo.
        let isEcho = ["dd", "d", "Đường hỏng", "đ", "đ"].map { echoes.take($0) }
        #expect(isEcho == [true, false, false, true, false])
    }

    @Test func textGrowsOnTopOfThePhonesOwnSize() {
        let phones = 3
        #expect(TextSize.allCases.map { $0.enlarging(phones, of: 12) } == [3, 6, 7, 8])
        #expect(TextSize.double.enlarging(10, of: 12) == 11)
        #expect(TextSize.normal.enlarging(11, of: 12) == 11)
    }
}
