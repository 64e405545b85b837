// The colours of Đông Hồ, the village of Bắc Ninh that prints woodcuts: paper brushed with
// seashell, ink of bamboo ash, indigo-green of chàm leaves, yellow of sophora buds (hòe), red of
// ground stone (sỏi son). They are Android's, colour for colour; a suite compares the two.
//
// Each colour has one task. Chàm is what can be done, and what is done. Hòe is where the eye should
// go, and never carries a text of its own. Son is danger and nothing else. Every pair that is drawn
// together is listed below, and a test computes its contrast.

/// A colour in its two themes, each as `0xRRGGBB`.
public struct Tone: Sendable, Equatable {
    public let light: UInt32
    public let dark: UInt32

    public init(light: UInt32, dark: UInt32) {
        self.light = light
        self.dark = dark
    }
}

/// The colours of the app.
public enum Palette {
    /// What everything lies on.
    public static let paper = Tone(light: 0xF8F2E6, dark: 0x14120E)
    /// Cards, and fields to write in.
    public static let card = Tone(light: 0xFFFDF8, dark: 0x211E18)
    /// Text.
    public static let ink = Tone(light: 0x1E1B16, dark: 0xF3ECDD)
    /// Text that says less.
    public static let inkSoft = Tone(light: 0x575044, dark: 0xC0B6A4)
    /// The edge of what can be touched.
    public static let edge = Tone(light: 0x857C6C, dark: 0x8F8674)
    /// A line that only divides; nothing hangs on seeing it.
    public static let hairline = Tone(light: 0xE3DAC8, dark: 0x39342A)
    /// The strong action, and steps that are done.
    public static let cham = Tone(light: 0x0B4A50, dark: 0x8CCFC9)
    public static let onCham = Tone(light: 0xFFFDF8, dark: 0x06292C)
    /// The great button of the home screen.
    public static let chamPanel = Tone(light: 0x0B4A50, dark: 0x0F3F44)
    public static let onChamPanel = Tone(light: 0xFFFDF8, dark: 0xF3ECDD)
    /// Rings on the great button: decoration.
    public static let chamRing = Tone(light: 0x14575D, dark: 0x174B50)
    /// What was chosen.
    public static let chamSoft = Tone(light: 0xDDEBE7, dark: 0x1B3636)
    /// Where the eye should go.
    public static let hoe = Tone(light: 0xF5B942, dark: 0xF5B942)
    public static let onHoe = Tone(light: 0x1E1B16, dark: 0x1E1B16)
    /// What waits, or waits for the person.
    public static let hoeSoft = Tone(light: 0xFCEBC6, dark: 0x3C3019)
    /// Danger.
    public static let son = Tone(light: 0xA32A1A, dark: 0xFF9E8A)
    public static let onSon = Tone(light: 0xFFFDF8, dark: 0x3A0A03)
    public static let sonSoft = Tone(light: 0xF9E2DB, dark: 0x40211B)
    /// Blocks of colour in the pictures of what is dangerous.
    public static let sonBlock = Tone(light: 0xE8866B, dark: 0xB8553D)
    /// The camera's screen, dark in both themes.
    public static let night = Tone(light: 0x0E0D0B, dark: 0x0E0D0B)
    public static let onNight = Tone(light: 0xF5EEE0, dark: 0xF5EEE0)

    /// Texts and what they are written on: 4.5 to 1 at least.
    public static let textPairs: [(on: Tone, ground: Tone)] =
        [paper, card, chamSoft, hoeSoft, sonSoft].flatMap { [(ink, $0), (inkSoft, $0)] }
        + [paper, card, chamSoft, hoeSoft].map { (cham, $0) }
        + [paper, card, sonSoft].map { (son, $0) }
        + [(onCham, cham), (onChamPanel, chamPanel), (onHoe, hoe), (onSon, son), (onNight, night)]

    /// Shapes that mean something and what they lie on: 3 to 1 at least.
    public static let shapePairs: [(on: Tone, ground: Tone)] = [
        (edge, paper), (edge, card), (cham, paper), (cham, card), (son, paper), (hoe, chamPanel), (hoe, night),
        (chamPanel, onChamPanel),
    ]
}
