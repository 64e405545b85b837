import Foundation

/// An id as the core makes them. Nothing else is ever looked for in the store.
func isID(_ text: some StringProtocol) -> Bool {
    let groups = text.split(separator: "-", omittingEmptySubsequences: false)
    let digits = Set("0123456789abcdef")
    return groups.map(\.count) == [8, 4, 4, 4, 12] && groups.allSatisfy { $0.allSatisfy(digits.contains) }
}

extension Route {
    /// The route as a string.
    var saved: String {
        switch self {
        case .welcome: "welcome"
        case .home: "home"
        case .settings: "settings"
        case .camera(nil): "camera"
        case .camera(let report?): "camera/\(report)"
        case .category(let draft): "category/\(draft)"
        case .page(let draft): "page/\(draft)"
        case .place(let draft): "place/\(draft)"
        case .saved(let report): "saved/\(report)"
        case .report(let report): "report/\(report)"
        }
    }

    /// The route that was saved as this string; none if it says nothing that is understood.
    init?(saved: String) {
        let parts = saved.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let id = parts.count == 2 && isID(parts[1]) ? parts[1] : nil
        if parts.count == 2 && id == nil { return nil }
        switch (parts[0], id) {
        case ("welcome", nil): self = .welcome
        case ("home", nil): self = .home
        case ("settings", nil): self = .settings
        case ("camera", _): self = .camera(report: id)
        case ("category", let draft?): self = .category(draft: draft)
        case ("page", let draft?): self = .page(draft: draft)
        case ("place", let draft?): self = .place(draft: draft)
        case ("saved", let report?): self = .saved(report: report)
        case ("report", let report?): self = .report(report)
        default: return nil
        }
    }
}

/// Addresses that lead into the app from outside it: from its notifications, for a start.
public enum DeepLink {
    private static let scheme = "langnghe"
    private static let host = "report"

    /// The address of a report.
    public static func to(_ report: String) -> String { "\(scheme)://\(host)/\(report)" }

    /// Where an address leads; none if it isn't one of ours. Anybody can send one: it may only show.
    public static func route(_ address: String) -> Route? {
        guard let parts = URLComponents(string: address), parts.scheme == scheme, parts.host == host,
            parts.user == nil, parts.port == nil
        else { return nil }
        let id = parts.path.dropFirst()
        return parts.path.hasPrefix("/") && isID(id) ? .report(String(id)) : nil
    }
}
