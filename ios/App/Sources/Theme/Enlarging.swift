import LangNgheKit
import SwiftUI

extension View {
    /// Sets the texts inside larger by what the person chose in the app's settings, on top of what
    /// they chose in the phone's.
    func enlarging(_ size: TextSize) -> some View {
        modifier(Enlarging(size: size))
    }
}

private struct Enlarging: ViewModifier {
    let size: TextSize

    @Environment(\.dynamicTypeSize) private var system

    func body(content: Content) -> some View {
        content.dynamicTypeSize(enlarged)
    }

    private var enlarged: DynamicTypeSize {
        let all = DynamicTypeSize.allCases
        let now = all.firstIndex(of: system) ?? 0
        return all[size.enlarging(now, of: all.count)]
    }
}
