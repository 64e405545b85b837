/// Finds where the phone is.
@MainActor
public protocol PlaceFinder: AnyObject {
    /// Looks for the phone as long as somebody listens: fixes as they come, better and better, or why
    /// there are none. It ends by itself only where no (better) fix will come.
    func find() -> AsyncStream<Fix>
}

/// What a ``PlaceFinder`` has to say.
public enum Fix: Sendable, Hashable {
    case found(Found)
    /// The person doesn't want it to be known.
    case refused
    /// It is switched off, or there is nothing to find it with.
    case unavailable

    /// The phone is here, within so many metres if that is known.
    public struct Found: Sendable, Hashable {
        public let lat: Double
        public let lon: Double
        public let accuracyMetres: Double?

        public init(lat: Double, lon: Double, accuracyMetres: Double?) {
            self.lat = lat
            self.lon = lon
            self.accuracyMetres = accuracyMetres
        }
    }
}
