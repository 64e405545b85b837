import Foundation

/// Moments as people in Vietnam write them, whatever language they read and wherever their phone
/// believes to be: their days begin and end there.
enum Dates {
    // One offset all the year. By its number, for not every machine knows the zone by its name.
    private static let vietnam = TimeZone(secondsFromGMT: 7 * 60 * 60)

    /// Such as *23/11/2026*.
    static func day(_ moment: Date) -> String {
        let parts = parts(moment)
        return "\(two(parts.day))/\(two(parts.month))/\(parts.year ?? 0)"
    }

    /// Such as *23/11/2026 15:04*.
    static func moment(_ moment: Date) -> String {
        let parts = parts(moment)
        return "\(day(moment)) \(two(parts.hour)):\(two(parts.minute))"
    }

    /// Such as *15:04*.
    static func time(_ moment: Date) -> String {
        let parts = parts(moment)
        return "\(two(parts.hour)):\(two(parts.minute))"
    }

    /// The moment that is written with its offset, such as *2026-11-23T08:00:00+07:00*, if it is one.
    static func read(_ written: String) -> Date? { try? Date(written, strategy: .iso8601) }

    /// A day and a time as people type them, written with the offset; none if they aren't.
    static func written(day: String, time: String) -> String? {
        guard let date = numbers(day, "/", 3), let clock = numbers(time, ":", 2) else { return nil }
        var parts = DateComponents(year: date[2], month: date[1], day: date[0])
        (parts.hour, parts.minute) = (clock[0], clock[1])
        // The 31st of November isn't the 1st of December.
        guard 1000...9999 ~= date[2], parts.isValidDate(in: calendar) else { return nil }
        let day = "\(date[2])-\(two(date[1]))-\(two(date[0]))"
        return "\(day)T\(two(clock[0])):\(two(clock[1])):00+07:00"
    }

    private static func numbers(_ text: String, _ separator: Character, _ count: Int) -> [Int]? {
        let trimmed = text.trimmingCharacters(in: .whitespaces)
        let pieces = trimmed.split(separator: separator, omittingEmptySubsequences: false)
        let numbers = pieces.compactMap { $0.allSatisfy(\.isNumber) ? Int($0) : nil }
        return pieces.count == count && numbers.count == count ? numbers : nil
    }

    /// A month such as *2026-11* as *11/2026*; what isn't one stays as it is.
    static func month(_ month: String) -> String {
        let parts = month.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
            Int(parts[0]) != nil, let number = Int(parts[1]), 1...12 ~= number
        else { return month }
        return "\(parts[1])/\(parts[0])"
    }

    private static var calendar: Calendar {
        var calendar = Calendar(identifier: .gregorian)
        if let vietnam { calendar.timeZone = vietnam }
        return calendar
    }

    private static func parts(_ moment: Date) -> DateComponents {
        calendar.dateComponents([.year, .month, .day, .hour, .minute], from: moment)
    }

    private static func two(_ number: Int?) -> String {
        let digits = String(number ?? 0)
        return digits.count < 2 ? "0\(digits)" : digits
    }
}
