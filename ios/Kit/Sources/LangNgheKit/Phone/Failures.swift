import LangNgheCore

extension Failure {
    /// What was thrown, as a failure that can be told of. A panic of the core's is the app's own fault.
    init(_ error: any Error) {
        self = error as? Failure ?? .Storage(diagnostics: String(describing: error))
    }
}
