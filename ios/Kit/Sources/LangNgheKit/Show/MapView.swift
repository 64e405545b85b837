import Foundation

/// Where fingers have moved the map: first made larger by `scale`, then moved by `shift`.
public struct MapView: Sendable, Equatable {
    public private(set) var scale: Double
    public private(set) var shift: CGPoint

    /// As large as a map gets.
    public static let largest = 12.0

    /// How near the map goes by itself: a commune is then as large as a finger.
    public static let near = 3.2

    public init(scale: Double = 1, shift: CGPoint = .zero) {
        self.scale = scale
        self.shift = shift
    }

    /// A point of the unmoved picture on the screen.
    public func toScreen(_ at: CGPoint) -> CGPoint {
        CGPoint(x: at.x * scale + shift.x, y: at.y * scale + shift.y)
    }

    /// A point of the screen on the unmoved picture.
    public func toPicture(_ at: CGPoint) -> CGPoint {
        CGPoint(x: (at.x - shift.x) / scale, y: (at.y - shift.y) / scale)
    }

    /// Made larger by `factor` around `centre` and moved by `pan`, without leaving the picture.
    public func moved(_ factor: Double = 1, around centre: CGPoint, by pan: CGSize = .zero, in size: CGSize) -> MapView
    {
        let larger = min(max(scale * factor, 1), Self.largest)
        let share = larger / scale
        let shifted = CGPoint(
            x: centre.x - (centre.x - shift.x) * share + pan.width,
            y: centre.y - (centre.y - shift.y) * share + pan.height
        )
        let least = CGPoint(x: size.width * (1 - larger), y: size.height * (1 - larger))
        let inside = CGPoint(x: min(max(shifted.x, least.x), 0), y: min(max(shifted.y, least.y), 0))
        return MapView(scale: larger, shift: inside)
    }

    /// With `at` of the unmoved picture in the middle, `scale` times as large.
    public static func showing(_ at: CGPoint, scale: Double, in size: CGSize) -> MapView {
        let middle = CGPoint(x: size.width / 2, y: size.height / 2)
        let shift = CGPoint(x: middle.x - at.x * scale, y: middle.y - at.y * scale)
        return MapView(scale: scale, shift: shift).moved(around: middle, in: size)
    }

    /// What of the unmoved picture is seen.
    public func seen(in size: CGSize) -> CGRect {
        let corner = toPicture(.zero)
        return CGRect(x: corner.x, y: corner.y, width: size.width / scale, height: size.height / scale)
    }
}
