import Foundation

// Degrees to points of the picture and back. A province is small enough for the earth to be flat:
// a degree of longitude is shorter than one of latitude by the cosine of the latitude, and that is
// all.

/// The rectangle of degrees that a picture shows.
public struct Bounds: Sendable, Equatable {
    let south: Double
    let west: Double
    let north: Double
    let east: Double

    /// What holds all of these; none if there is nothing to hold.
    public init?(of shapes: [CommuneShape]) {
        let points = shapes.flatMap(\.rings).joined()
        guard let first = points.first else { return nil }
        var (south, west, north, east) = (first.lat, first.lon, first.lat, first.lon)
        for point in points {
            south = min(south, point.lat)
            north = max(north, point.lat)
            west = min(west, point.lon)
            east = max(east, point.lon)
        }
        (self.south, self.west, self.north, self.east) = (south, west, north, east)
    }

    var middle: MapPoint { MapPoint(lat: (south + north) / 2, lon: (west + east) / 2) }
}

/// `bounds` in the middle of a picture of `size`, as large as fits.
public struct Projection: Sendable, Equatable {
    private let middle: MapPoint
    private let centre: CGPoint
    private let narrowing: Double
    private let perDegree: Double

    public init(_ bounds: Bounds, size: CGSize, margin: Double) {
        middle = bounds.middle
        centre = CGPoint(x: size.width / 2, y: size.height / 2)
        narrowing = cos(middle.lat * .pi / 180)
        perDegree = min(
            (size.width - 2 * margin) / ((bounds.east - bounds.west) * narrowing),
            (size.height - 2 * margin) / (bounds.north - bounds.south)
        )
    }

    public func toPicture(_ point: MapPoint) -> CGPoint {
        CGPoint(
            x: centre.x + (point.lon - middle.lon) * narrowing * perDegree,
            y: centre.y - (point.lat - middle.lat) * perDegree
        )
    }

    public func toMap(_ at: CGPoint) -> MapPoint {
        MapPoint(
            lat: middle.lat - (at.y - centre.y) / perDegree,
            lon: middle.lon + (at.x - centre.x) / (narrowing * perDegree)
        )
    }
}

/// The middle of what a line around it encloses.
public func middle(of rim: [CGPoint]) -> CGPoint {
    var area = 0.0
    var sum = CGPoint.zero
    for (from, to) in zip(rim, rim.dropFirst() + rim.prefix(1)) {
        let cross = from.x * to.y - to.x * from.y
        area += cross
        sum = CGPoint(x: sum.x + (from.x + to.x) * cross, y: sum.y + (from.y + to.y) * cross)
    }
    if area != 0 { return CGPoint(x: sum.x / (area * 3), y: sum.y / (area * 3)) }
    // A line that encloses nothing has no middle but its points'.
    let all = rim.reduce(CGPoint.zero) { CGPoint(x: $0.x + $1.x, y: $0.y + $1.y) }
    let count = Double(max(rim.count, 1))
    return CGPoint(x: all.x / count, y: all.y / count)
}
