/// What comes of `work`, unless the task that waits for it is cancelled: then nobody waits any longer,
/// and `work` goes on without. For the core's calls, which no cancellation reaches.
@MainActor
func unlessCancelled<Value: Sendable>(
    _ work: @escaping @Sendable () async throws -> Value
) async throws -> Value {
    let (results, forwarder) = AsyncStream.makeStream(of: Result<Value, any Error>.self)
    Task {
        do {
            forwarder.yield(.success(try await work()))
        } catch {
            forwarder.yield(.failure(error))
        }
    }
    for await result in results { return try result.get() }
    throw CancellationError()
}
