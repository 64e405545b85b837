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

    /// A month such as *2026-11* as *11/2026*; what isn't one stays as it is.
    static func month(_ month: String) -> String {
        let parts = month.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
            Int(parts[0]) != nil, let number = Int(parts[1]), 1...12 ~= number
        else { return month }
        return "\(parts[1])/\(parts[0])"
    }

    private static func parts(_ moment: Date) -> DateComponents {
        var calendar = Calendar(identifier: .gregorian)
        if let vietnam { calendar.timeZone = vietnam }
        return calendar.dateComponents([.year, .month, .day, .hour, .minute], from: moment)
    }

    private static func two(_ number: Int?) -> String {
        let digits = String(number ?? 0)
        return digits.count < 2 ? "0\(digits)" : digits
    }
}
