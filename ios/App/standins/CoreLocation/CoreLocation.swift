// Declarations of what the app uses of Apple's CoreLocation; see ../README.md.

@_exported import Foundation

public enum CLAuthorizationStatus: Sendable {
    case notDetermined, restricted, denied, authorizedAlways, authorizedWhenInUse
}
public let kCLLocationAccuracyBest = -1.0
public struct CLLocationCoordinate2D: Sendable { public var latitude = 0.0, longitude = 0.0 }
public class CLLocation: NSObject, @unchecked Sendable {
    public var horizontalAccuracy = 0.0
    public var timestamp = Date()
    public var coordinate = CLLocationCoordinate2D()
}
public struct CLError: Error {
    public enum Code: Sendable { case locationUnknown, denied, network }
    public var code: Code
}
public class CLLocationManager: NSObject {
    public weak var delegate: (any CLLocationManagerDelegate)?
    public var desiredAccuracy = 0.0
    public var authorizationStatus: CLAuthorizationStatus { .denied }
    public func requestWhenInUseAuthorization() {}
    public func startUpdatingLocation() {}
    public func stopUpdatingLocation() {}
}
public protocol CLLocationManagerDelegate: NSObjectProtocol {
    func locationManagerDidChangeAuthorization(_ m: CLLocationManager)
    func locationManager(_ m: CLLocationManager, didUpdateLocations l: [CLLocation])
    func locationManager(_ m: CLLocationManager, didFailWithError e: any Error)
}
