import LangNgheKit
import SwiftUI
import UIKit

// The kit's palette as SwiftUI draws it: `.foregroundStyle(.inkSoft)`, `.background(.card)`.

extension Color {
    /// A tone in the theme that is in force where it is drawn.
    init(_ tone: Tone) {
        self.init(
            uiColor: UIColor { traits in
                UIColor(hex: traits.userInterfaceStyle == .dark ? tone.dark : tone.light)
            }
        )
    }
}

extension UIColor {
    fileprivate convenience init(hex: UInt32) {
        let part = { (shift: UInt32) in CGFloat((hex >> shift) & 0xFF) / 255 }
        self.init(red: part(16), green: part(8), blue: part(0), alpha: 1)
    }
}

extension ShapeStyle where Self == Color {
    static var paper: Color { Color(Palette.paper) }
    static var card: Color { Color(Palette.card) }
    static var ink: Color { Color(Palette.ink) }
    static var inkSoft: Color { Color(Palette.inkSoft) }
    static var edge: Color { Color(Palette.edge) }
    static var hairline: Color { Color(Palette.hairline) }
    static var cham: Color { Color(Palette.cham) }
    static var onCham: Color { Color(Palette.onCham) }
    static var chamPanel: Color { Color(Palette.chamPanel) }
    static var onChamPanel: Color { Color(Palette.onChamPanel) }
    static var chamRing: Color { Color(Palette.chamRing) }
    static var chamSoft: Color { Color(Palette.chamSoft) }
    static var hoe: Color { Color(Palette.hoe) }
    static var onHoe: Color { Color(Palette.onHoe) }
    static var hoeSoft: Color { Color(Palette.hoeSoft) }
    static var son: Color { Color(Palette.son) }
    static var onSon: Color { Color(Palette.onSon) }
    static var sonSoft: Color { Color(Palette.sonSoft) }
    static var night: Color { Color(Palette.night) }
    static var onNight: Color { Color(Palette.onNight) }
}
