import Observation

/// Where the person is, and the way back from there.
///
/// The stack is never empty, begins with ``Route/home`` or is ``Route/welcome`` alone, and has no
/// route twice.
@MainActor @Observable
public final class Navigator {
    /// From the bottom to where the person is.
    public private(set) var stack: [Route]

    @ObservationIgnored private let left: (Set<Route>) -> Void

    /// - Parameters:
    ///   - saved: what ``save()`` gave before the process ended; what can't be understood is left out.
    ///   - left: told of routes that are on the stack no longer, before anybody sees the new one.
    init(saved: [String] = [], left: @escaping (Set<Route>) -> Void = { _ in }) {
        stack = restored(saved)
        self.left = left
    }

    /// Where the person is.
    public var top: Route { stack.last ?? .home }

    /// Goes on to a route. From there, back leads here, even if it lay behind before.
    public func go(_ route: Route) {
        if route == .home { home() } else { change(stack.filter { $0 != route } + [route]) }
    }

    /// Goes back to a route if it lies behind; on to it, otherwise.
    public func returnTo(_ route: Route) {
        if let behind = stack.firstIndex(of: route) {
            change(Array(stack[...behind]))
        } else {
            change(stack + [route])
        }
    }

    /// Goes one step back. False at the bottom, where nothing changes.
    @discardableResult
    public func back() -> Bool {
        guard stack.count > 1 else { return false }
        change(stack.dropLast())
        return true
    }

    /// Goes back from a route if the person is still there: what took long may come too late.
    public func backFrom(_ route: Route) {
        if top == route { back() }
    }

    /// Puts a replacement in the place of a route, wherever that is.
    public func replace(_ route: Route, with replacement: Route) {
        change(distinct(stack.map { $0 == route ? replacement : $0 }))
    }

    /// Takes a route out, such as that of a draft which is no more.
    public func remove(_ route: Route) { change(stack.filter { $0 != route }) }

    /// Starts over at the home screen, with others on it.
    public func home(_ above: Route...) { change([.home] + above) }

    /// Starts over before the first start.
    public func welcome() { change([.welcome]) }

    /// Whether a route lies behind where the person is, or is there.
    public func contains(_ route: Route) -> Bool { stack.contains(route) }

    /// The stack as strings, in which nothing but ids is to be found.
    public func save() -> [String] { stack.map(\.saved) }

    private func change(_ wished: [Route]) {
        let now = wished.isEmpty ? [.home] : wished
        let gone = Set(stack).subtracting(now)
        if !gone.isEmpty { left(gone) }
        if now != stack { stack = now }
    }
}

private func restored(_ saved: [String]) -> [Route] {
    let routes = distinct(saved.compactMap(Route.init(saved:)))
    if routes.first == .welcome { return [.welcome] }
    return [.home] + routes.filter { $0 != .home && $0 != .welcome }
}

private func distinct(_ routes: [Route]) -> [Route] {
    var seen: Set<Route> = []
    return routes.filter { seen.insert($0).inserted }
}
