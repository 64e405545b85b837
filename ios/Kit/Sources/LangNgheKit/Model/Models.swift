/// A screen's state holder, and what else a window must know of it.
@MainActor
struct Model {
    /// A `Held` of the screen's own state and actions.
    let held: Any
    /// The platform's way back on this screen. False where there is nothing to go back to.
    let back: @MainActor () -> Bool
    /// Saves what was typed there.
    var flush: @MainActor () async throws -> Void = {}
}

/// The models of the routes on the stack. Each has tasks of its own, which end when its route is left.
@MainActor
final class Models {
    private struct Living {
        let model: Model
        let tasks: Tasks
    }

    private var living: [Route: Living] = [:]

    /// Those that were left last: a screen that slides away is drawn to its end.
    private var left: [Route: Living] = [:]

    /// The model of a route, made at the first call.
    func of(_ route: Route, isOnStack: Bool, _ make: (Tasks) -> Model) -> Model {
        if let known = living[route] ?? (isOnStack ? nil : left[route]) { return known.model }
        let tasks = Tasks()
        let begun = Living(model: make(tasks), tasks: tasks)
        if isOnStack {
            living[route] = begun
        } else {
            tasks.end()
            left[route] = begun
        }
        return begun.model
    }

    subscript(_ route: Route) -> Model? { living[route]?.model }

    /// These routes are on the stack no longer.
    func leave(_ routes: Set<Route>) {
        left = [:]
        for route in routes {
            guard let gone = living.removeValue(forKey: route) else { continue }
            gone.tasks.end()
            left[route] = gone
        }
    }

    /// Returns when all that was typed anywhere is on the disk.
    func flush() async throws {
        for living in living.values { try await living.model.flush() }
    }

    func end() { leave(Set(living.keys)) }
}
