import Foundation
import LangNgheKit
import Testing

/// Colours that everybody can tell apart, in both themes.
@Suite struct PaletteTests {
    @Test func contrastIsComputedAsThePublishedFormulaSays() {
        #expect(abs(contrast(0x000000, 0xFFFFFF) - 21) < 0.01)
        #expect(abs(contrast(0x767676, 0xFFFFFF) - 4.54) < 0.01)
        #expect(contrast(0xFF0000, 0xFF0000) == 1)
    }

    @Test func textsAreAA() { hold(Palette.textPairs, least: 4.5) }

    @Test func shapesThatMeanSomethingAreAA() { hold(Palette.shapePairs, least: 3) }

    private func hold(_ pairs: [(on: Tone, ground: Tone)], least: Double) {
        #expect(!pairs.isEmpty)
        for (on, ground) in pairs {
            #expect(contrast(on.light, ground.light) >= least, "light: \(on) on \(ground)")
            #expect(contrast(on.dark, ground.dark) >= least, "dark: \(on) on \(ground)")
        }
    }

    private func contrast(_ one: UInt32, _ other: UInt32) -> Double {
        let (dark, light) = (min(luminance(one), luminance(other)), max(luminance(one), luminance(other)))
        return (light + 0.05) / (dark + 0.05)
    }

    private func luminance(_ colour: UInt32) -> Double {
        let part = { (shift: UInt32) -> Double in
            let value = Double((colour >> shift) & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0)
    }
}
