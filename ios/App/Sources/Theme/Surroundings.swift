import Foundation
import LangNgheKit
import LangNgheTexts
import SwiftUI

// What every screen has around it.

extension EnvironmentValues {
    /// The texts of the screens, in the person's language.
    var texts: Texts {
        get { self[TextsKey.self] }
        set { self[TextsKey.self] = newValue }
    }

    /// Where the pixels of photographs come from.
    var pictures: any Pictures {
        get { self[PicturesKey.self] }
        set { self[PicturesKey.self] = newValue }
    }
}

private struct TextsKey: EnvironmentKey {
    static let defaultValue = Texts(.vietnamese)
}

private struct PicturesKey: EnvironmentKey {
    static let defaultValue: any Pictures = NoPictures()
}

/// Outside a window there is nothing to be seen.
private struct NoPictures: Pictures {
    func thumbnail(_ id: Int64) async -> Data? { nil }

    func full(_ id: Int64) async -> Data? { nil }
}

extension Language {
    /// By which name the system knows it.
    var identifier: String {
        switch self {
        case .vietnamese: "vi"
        case .english: "en"
        }
    }
}
