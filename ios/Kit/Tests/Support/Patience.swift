import Foundation

@testable import LangNgheKit

/// A state for which a test waited in vain.
public struct InVain: Error, CustomStringConvertible {
    public let description: String

    /// Said at once as well: a test whose time is up doesn't tell of what it threw.
    public init(_ description: String) {
        self.description = description
        FileHandle.standardError.write(Data("\(description)\n".utf8))
    }
}

/// Waits until something observable is such, and answers with it. Nothing is polled. A test that waits
/// too long is cancelled by its limit of time, and says what it saw last.
@MainActor
@discardableResult
public func until<Root: AnyObject, Value: Equatable & Sendable>(
    _ root: Root,
    _ part: KeyPath<Root, Value>,
    _ condition: (Value) -> Bool
) async throws -> Value {
    for await value in observed({ root[keyPath: part] }) where condition(value) { return value }
    throw InVain("waited in vain; it stayed \(root[keyPath: part])")
}

/// Waits until what is observable makes it so.
@MainActor
public func until(_ isSo: @escaping @MainActor () -> Bool) async throws {
    for await isSo in observed(isSo) where isSo { return }
    throw InVain("waited in vain")
}

extension Held where State: Equatable & Sendable {
    /// Waits until the state is such, and answers with it.
    @discardableResult
    public func until(_ condition: (State) -> Bool) async throws -> State {
        for await state in observed({ state }) where condition(state) { return state }
        throw InVain("waited in vain; it stayed \(state)")
    }

    /// Waits until a part of the state was read, and is such.
    @discardableResult
    public func ready<Part: Equatable & Sendable>(
        _ part: KeyPath<State, Loaded<Part>>,
        _ condition: (Part) -> Bool = { _ in true }
    ) async throws -> Part {
        for await state in observed({ state }) {
            if let value = state[keyPath: part].value, condition(value) { return value }
        }
        throw InVain("waited in vain; it stayed \(state[keyPath: part])")
    }
}
