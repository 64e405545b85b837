import SwiftUI
import UIKit

/// The mark of the app: a voice, and the rings that reach somebody.
struct Mark: View {
    let size: CGFloat

    var body: some View {
        Canvas { context, size in
            let unit = min(size.width, size.height)
            let centre = CGPoint(x: unit * 0.26, y: unit * 0.74)
            var disc = Path()
            disc.addArc(
                center: centre,
                radius: unit * 0.17,
                startAngle: .zero,
                endAngle: .degrees(360),
                clockwise: false
            )
            context.fill(disc, with: .color(.hoe))
            for ring in [0.3, 0.47, 0.64] {
                var arc = Path()
                arc.addArc(
                    center: centre,
                    radius: unit * ring,
                    startAngle: .degrees(-92),
                    endAngle: .degrees(2),
                    clockwise: false
                )
                context.stroke(arc, with: .color(.cham), style: StrokeStyle(lineWidth: unit * 0.085, lineCap: .round))
            }
        }
        .frame(width: size, height: size)
        .accessibilityHidden(true)
    }
}

/// The picture of a category, by its code; what it shows is said by the words beside it. One that a
/// newer catalogue brings gets the picture of *other*.
struct Pictogram: View {
    let code: String
    let size: CGFloat

    var body: some View {
        image
            .resizable()
            .frame(width: size, height: size)
            .accessibilityHidden(true)
    }

    private var image: Image {
        let known = UIImage(named: "Pictograms/\(code)").map(Image.init(uiImage:))
        return known ?? Image("Pictograms/other")
    }
}
