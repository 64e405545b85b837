import CoreLocation
import LangNgheKit

/// Finds out where the phone is. Nothing waits for it: fixes come as the phone finds them, each better
/// than the one before.
///
/// It is looked for from the first tap on. Whether it may, iOS asks once, and only when ``ask()`` says
/// that it is a good moment: until then the search goes on without finding anything.
@MainActor
final class PhonePlaces: NSObject, PlaceFinder {
    private struct Search {
        let listener: AsyncStream<Fix>.Continuation
        var best = Double.infinity
    }

    /// Nobody walks far in the time that it takes to report what they see.
    private nonisolated static let fresh: TimeInterval = 120

    /// Nothing better comes after this, in metres.
    private static let exact = 8.0

    private let manager = CLLocationManager()
    private var searches: [Int: Search] = [:]
    private var count = 0
    private var mayAsk = false

    override init() {
        super.init()
        manager.delegate = self
        manager.desiredAccuracy = kCLLocationAccuracyBest
    }

    func find() -> AsyncStream<Fix> {
        let (fixes, listener) = AsyncStream.makeStream(of: Fix.self)
        count += 1
        let id = count
        listener.onTermination = { [weak self] _ in
            Task { @MainActor in self?.leave(id) }
        }
        searches[id] = Search(listener: listener)
        look()
        return fixes
    }

    /// The person can be asked now, if they haven't been.
    func ask() {
        mayAsk = true
        if !searches.isEmpty { look() }
    }

    private func look() {
        switch manager.authorizationStatus {
        case .notDetermined: if mayAsk { manager.requestWhenInUseAuthorization() }
        case .authorizedWhenInUse, .authorizedAlways: manager.startUpdatingLocation()
        default: end(with: .refused)
        }
    }

    private func leave(_ id: Int) {
        searches[id] = nil
        if searches.isEmpty { manager.stopUpdatingLocation() }
    }

    private func end(with fix: Fix) {
        for search in searches.values {
            search.listener.yield(fix)
            search.listener.finish()
        }
    }

    private func offer(_ place: Fix.Found, within metres: Double) {
        for (id, search) in searches where metres < search.best {
            searches[id]?.best = metres
            search.listener.yield(.found(place))
            if metres <= Self.exact { search.listener.finish() }
        }
    }
}

// Core Location calls its delegate on the thread that made the manager: the main one.
extension PhonePlaces: CLLocationManagerDelegate {
    nonisolated func locationManagerDidChangeAuthorization(_ manager: CLLocationManager) {
        MainActor.assumeIsolated { if !searches.isEmpty { look() } }
    }

    nonisolated func locationManager(_ manager: CLLocationManager, didUpdateLocations locations: [CLLocation]) {
        guard let latest = locations.last, latest.horizontalAccuracy >= 0 else { return }
        guard -latest.timestamp.timeIntervalSinceNow <= Self.fresh else { return }
        let metres = latest.horizontalAccuracy
        let place = Fix.Found(
            lat: latest.coordinate.latitude,
            lon: latest.coordinate.longitude,
            accuracyMetres: metres
        )
        MainActor.assumeIsolated { offer(place, within: metres) }
    }

    nonisolated func locationManager(_ manager: CLLocationManager, didFailWithError error: any Error) {
        // That it isn't known yet is said again and again, and it is looked for all the same.
        guard (error as? CLError)?.code != .locationUnknown else { return }
        let isRefused = (error as? CLError)?.code == .denied
        MainActor.assumeIsolated { end(with: isRefused ? .refused : .unavailable) }
    }
}
