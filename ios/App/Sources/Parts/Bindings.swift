import SwiftUI

extension Binding where Value: Sendable {
    /// Shows what a state says, and tells its actions what a person made of it.
    ///
    /// SwiftUI calls both on the main thread, but doesn't promise it to the compiler.
    @MainActor
    init(showing: @escaping @MainActor () -> Value, telling: @escaping @MainActor (Value) -> Void) {
        self.init(
            get: { MainActor.assumeIsolated { showing() } },
            set: { value in MainActor.assumeIsolated { telling(value) } }
        )
    }
}
