import LangNgheCore

extension Wording {
    /// The category's name, or that there is none.
    func title(_ category: String?, _ catalogue: CatalogueView) -> String {
        catalogue.category(category).map { self($0.name) } ?? category ?? texts.kit.noCategory
    }

    func tile(_ category: CategoryView) -> CategoryTile {
        CategoryTile(code: category.code, name: self(category.name), dangerous: category.dangerous)
    }
}

extension CatalogueView {
    func category(_ code: String?) -> CategoryView? { categories.first { $0.code == code } }
}
