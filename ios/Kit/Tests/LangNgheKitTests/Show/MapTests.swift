import Foundation
import LangNgheKit
import Testing

/// The map: where a point lies on the screen, and which point lies under a finger.
@Suite struct MapTests {
    private let size = CGSize(width: 300, height: 200)
    private let province = [
        CommuneShape(
            code: "1",
            name: "",
            rings: [[MapPoint(lat: 20.9, lon: 105.9), MapPoint(lat: 21.6, lon: 105.9), MapPoint(lat: 21.6, lon: 107)]]
        )
    ]

    @Test func whatIsUnderTheFingerIsWhereItWasDrawn() throws {
        let projection = Projection(try #require(Bounds(of: province)), size: size, margin: 12)
        let point = MapPoint(lat: 21.18, lon: 106.07)
        let back = projection.toMap(projection.toPicture(point))
        #expect(abs(back.lat - point.lat) < 1e-9)
        #expect(abs(back.lon - point.lon) < 1e-9)
    }

    @Test func theProvinceFitsAndIsNotStretched() throws {
        let projection = Projection(try #require(Bounds(of: province)), size: size, margin: 12)
        let north = projection.toPicture(MapPoint(lat: 21.6, lon: 105.9))
        let south = projection.toPicture(MapPoint(lat: 20.9, lon: 107))
        #expect(north.x >= 11.9 && north.y >= 11.9 && south.x <= 288.1 && south.y <= 188.1)
        // At this latitude, a degree to the east is 0.932 of one to the north.
        let shape = (south.x - north.x) / 1.1 / ((south.y - north.y) / 0.7)
        #expect(abs(shape - cos(21.25 * .pi / 180)) < 1e-9)
    }

    @Test func withoutOutlinesThereIsNothingToShow() {
        #expect(Bounds(of: []) == nil)
    }

    @Test func fingersStayOnThePicture() {
        let corner = MapView().moved(3, around: .zero, by: CGSize(width: 500, height: 500), in: size)
        #expect(corner == MapView(scale: 3, shift: .zero))
        let other = corner.moved(around: .zero, by: CGSize(width: -5000, height: -5000), in: size)
        #expect(other.shift == CGPoint(x: -600, y: -400))
        #expect(other.moved(100, around: .zero, in: size).scale == MapView.largest)
        #expect(other.moved(0.01, around: .zero, in: size) == MapView())
    }

    @Test func whatIsBetweenTheFingersStaysThere() {
        let centre = CGPoint(x: 100, y: 80)
        let before = MapView.showing(CGPoint(x: 150, y: 100), scale: 2, in: size)
        let after = before.moved(1.5, around: centre, in: size)
        #expect(distance(before.toPicture(centre), after.toPicture(centre)) < 1e-9)
    }

    @Test func aPointIsShownInTheMiddle() {
        let at = CGPoint(x: 140, y: 110)
        let view = MapView.showing(at, scale: 4, in: size)
        #expect(distance(view.toScreen(at), CGPoint(x: 150, y: 100)) < 1e-9)
        #expect(view.seen(in: size).contains(at))
    }

    @Test func aNameStandsInTheMiddleOfItsCommune() {
        let square = [(0, 0), (4, 0), (4, 4), (0, 4)].map { CGPoint(x: $0.0, y: $0.1) }
        #expect(middle(of: square) == CGPoint(x: 2, y: 2))
        #expect(middle(of: [CGPoint(x: 1, y: 1), CGPoint(x: 3, y: 1)]) == CGPoint(x: 2, y: 1))
    }

    private func distance(_ one: CGPoint, _ other: CGPoint) -> Double {
        hypot(one.x - other.x, one.y - other.y)
    }
}
