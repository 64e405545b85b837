import SwiftUI

/// The small signs beside words and on buttons, by their names among SF Symbols.
enum Sign: String {
    case again = "arrow.clockwise"
    case attention = "exclamationmark.triangle"
    case bin = "trash"
    case camera = "camera.fill"
    case check = "checkmark"
    case checked = "checkmark.square.fill"
    case chevron = "chevron.right"
    case clock
    case close = "xmark"
    case edit = "pencil"
    case gallery = "photo.on.rectangle"
    case handset = "iphone"
    case hidden = "eye.slash"
    case minus
    case noSignal = "wifi.slash"
    case office = "building.columns"
    case other = "circle"
    case phone = "phone.fill"
    case picture = "photo"
    case pin = "mappin.and.ellipse"
    case plus
    case reopen = "arrow.uturn.backward"
    case search = "magnifyingglass"
    case send = "paperplane.fill"
    case settings = "gearshape"
    case star
    case starFull = "star.fill"
    case target = "location"
    case unchecked = "square"
    case chosen = "largecircle.fill.circle"
    case words = "text.bubble"

    /// The sign alone. It grows with the text beside it, and isn't read aloud.
    @MainActor var image: some View {
        Image(systemName: rawValue).accessibilityHidden(true)
    }
}
