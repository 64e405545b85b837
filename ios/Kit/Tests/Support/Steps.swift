import Foundation

@testable import LangNgheKit

// What a person does in many tests.

extension Running {
    /// Waits until the person is on such a screen, and answers with what it is about.
    public func at<Id>(_ matching: @escaping @MainActor (Route) -> Id?) async throws -> Id {
        let screens = screens
        for await route in observed({ screens.route }) {
            if let id = matching(route) { return id }
        }
        throw InVain("waited in vain for a screen; it stayed \(route)")
    }

    public func at(_ route: Route) async throws { _ = try await at { $0 == route ? true : nil } }

    public func opened() async throws { try await screens.start.until { $0 == .open } }

    /// The camera on which the person is, and so on.
    public func camera() async throws -> Held<CameraState, any CameraActions> {
        screens.camera(report: try await at(\.cameraOf))
    }

    public func category() async throws -> Held<CategoryState, any CategoryActions> {
        screens.category(draft: try await at(\.categoryOf))
    }

    public func page() async throws -> Held<PageState, any PageActions> {
        screens.page(draft: try await at(\.pageOf))
    }

    public func place() async throws -> Held<PlacePickerState, any PlacePickerActions> {
        screens.place(draft: try await at(\.placeOf))
    }

    public func saved() async throws -> Held<SavedState, any SavedActions> {
        screens.saved(report: try await at(\.savedOf))
    }

    public func report() async throws -> Held<ReportState, any ReportActions> {
        screens.report(try await at(\.reportOf))
    }

    /// From the home screen to the page, with a photograph and a category; the draft's id.
    @discardableResult
    public func reportUpToThePage(category code: String = "dyke") async throws -> String {
        screens.home().actions.capture()
        try await camera().actions.taken(photograph())
        try await category().actions.choose(code)
        return try await at(\.pageOf)
    }

    /// Chooses the commune of the tests' officer.
    public func choosePlace() async throws {
        try await page().actions.choosePlace()
        try await place().actions.choose(commune)
        try await page().until { if case .chosen = $0.place { true } else { false } }
    }

    /// A report that was sent; its id.
    @discardableResult
    public func send(_ text: String = "") async throws -> String {
        try await reportUpToThePage()
        try await choosePlace()
        let page = try await page()
        if !text.isEmpty { page.actions.write(text) }
        page.actions.send()
        return try await at(\.savedOf)
    }

    /// The list of the home screen.
    @discardableResult
    public func items(_ condition: ([HomeItem]) -> Bool = { _ in true }) async throws -> [HomeItem] {
        try await screens.home().ready(\.items, condition)
    }

    /// What stands on a report's screen.
    @discardableResult
    public func report(_ id: String, _ condition: (ReportContent) -> Bool) async throws -> ReportContent {
        try await screens.report(id).ready(\.content, condition)
    }
}

extension Route {
    public var cameraOf: String?? { if case .camera(let report) = self { .some(report) } else { nil } }
    public var categoryOf: String? { if case .category(let draft) = self { draft } else { nil } }
    public var pageOf: String? { if case .page(let draft) = self { draft } else { nil } }
    public var placeOf: String? { if case .place(let draft) = self { draft } else { nil } }
    public var savedOf: String? { if case .saved(let report) = self { report } else { nil } }
    public var reportOf: String? { if case .report(let report) = self { report } else { nil } }
}

/// A photograph of the fixtures.
public func photograph(_ name: String = "Landscape_1.jpg") throws -> Data {
    try Data(contentsOf: repository.appendingPathComponent("core/photo/fixtures/\(name)"))
}

/// The folder of the whole project.
public let repository: URL = {
    var folder = URL(fileURLWithPath: #filePath)
    for _ in 0..<5 { folder.deleteLastPathComponent() }
    return folder
}()
