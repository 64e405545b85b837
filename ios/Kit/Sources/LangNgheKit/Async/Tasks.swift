/// Tasks that live as long as something does: a window, a screen, what a person began.
///
/// Ending it cancels what runs and lets nothing more begin.
@MainActor
final class Tasks {
    private var numbered: [Int: Task<Void, Never>] = [:]
    private var begun = 0
    private(set) var isEnded = false

    var running: [Task<Void, Never>] { Array(numbered.values) }

    @discardableResult
    func launch(_ work: @escaping @MainActor () async -> Void) -> Task<Void, Never> {
        guard !isEnded else { return Task {} }
        begun += 1
        let number = begun
        let task = Task {
            await work()
            numbered[number] = nil
        }
        numbered[number] = task
        return task
    }

    /// Returns when all that runs now has ended.
    func settle() async {
        for task in running { await task.value }
    }

    func end() {
        isEnded = true
        for task in running { task.cancel() }
    }
}
