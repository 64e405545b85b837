import LangNgheCore
import Observation

/// Choosing what a draft is about.
@MainActor @Observable
final class CategoryModel: CategoryActions {
    private let read: Reading<Draft>
    private let draft: String
    private let desk: Desk

    init(_ desk: Desk, _ tasks: Tasks, _ draft: String) {
        self.desk = desk
        self.draft = draft
        read = Reading(tasks, changes: desk.changes(of: draft)) {
            try await desk.read(draft, at: .category(draft: draft))
        }
    }

    var state: CategoryState {
        guard let read = read.value.value else { return CategoryState(tiles: [], chosen: nil, picture: nil) }
        return CategoryState(
            tiles: read.catalogue.categories.map(desk.wording.tile),
            chosen: read.view.category,
            picture: read.view.photographs.first?.ref
        )
    }

    func choose(_ code: String) {
        desk.act {
            try await self.desk.phone.changeDraft(draft: self.draft, change: .only(category: code))
            if self.desk.navigator.top == self.route { self.desk.navigator.returnTo(.page(draft: self.draft)) }
        }
    }

    func back() { desk.navigator.backFrom(route) }

    private var route: Route { .category(draft: draft) }
}

/// A draft, as the core has it, and the catalogue in which its category stands.
struct Draft: Sendable {
    let view: DraftView
    let catalogue: CatalogueView
}

extension Desk {
    /// The draft of a screen; see ``draft(at:_:)``.
    func read(_ draft: String, at route: Route) async throws -> Draft {
        Draft(view: try await self.draft(at: route, draft), catalogue: try await phone.readCatalogue())
    }
}
