/// Choosing a commune.
public struct PlacePickerState: Sendable, Equatable {
    public let query: String
    public let matches: [CommuneMatch]
    /// Every commune, for the map.
    public let map: [CommuneShape]
    /// The commune that the report has, or that a finger on the map has marked.
    public let chosen: String?
    /// Where the phone is, if it knows.
    public let here: MapPoint?
    /// That boundaries are for reference only.
    public let boundaryNotice: String

    public init(
        query: String,
        matches: [CommuneMatch],
        map: [CommuneShape],
        chosen: String?,
        here: MapPoint?,
        boundaryNotice: String
    ) {
        self.query = query
        self.matches = matches
        self.map = map
        self.chosen = chosen
        self.here = here
        self.boundaryNotice = boundaryNotice
    }
}

/// A commune that fits what was searched for.
public struct CommuneMatch: Sendable, Hashable, Identifiable {
    public let code: String
    public let name: String
    /// The former name by which it was found, with its district.
    public let formerName: String?

    public var id: String { code }

    public init(code: String, name: String, formerName: String?) {
        self.code = code
        self.name = name
        self.formerName = formerName
    }
}

/// A commune's outline, in degrees.
public struct CommuneShape: Sendable, Identifiable {
    public let code: String
    public let name: String
    public let rings: [[MapPoint]]

    public var id: String { code }

    public init(code: String, name: String, rings: [[MapPoint]]) {
        self.code = code
        self.name = name
        self.rings = rings
    }
}

/// Outlines are long, and of one code there is only one.
extension CommuneShape: Equatable {
    public static func == (one: Self, other: Self) -> Bool { one.code == other.code }
}

/// A point on the map, in degrees.
public struct MapPoint: Sendable, Hashable {
    public let lat: Double
    public let lon: Double

    public init(lat: Double, lon: Double) {
        self.lat = lat
        self.lon = lon
    }
}

/// What can be done where a commune is chosen.
@MainActor
public protocol PlacePickerActions: AnyObject {
    func search(_ query: String)

    /// Takes this commune, and goes back to the page.
    func choose(_ code: String)

    /// A finger on the map: marks the commune under it, which is then taken with ``choose(_:)``.
    func tap(_ point: MapPoint)

    func back()
}
