import Foundation
import ImageIO
import UniformTypeIdentifiers

/// Makes of a picture, whatever it is (HEIC, as a rule), the JPEG that the core takes.
///
/// Its pixels are decoded only as large as they are needed, set upright, and written anew: in
/// memory, and without anything that the file said beside them, such as where it was taken.
enum Jpeg {
    /// The core makes no more pixels of it than this, on the longer side.
    private static let longSide = 2048

    /// The core compresses it again: what is lost here is lost twice.
    private static let quality = 0.95

    /// None if it is no picture.
    static func scaled(_ picture: Data) async -> Data? {
        let unchanged = [kCGImageSourceShouldCache: false] as CFDictionary
        let smaller =
            [
                kCGImageSourceCreateThumbnailFromImageAlways: true,
                kCGImageSourceCreateThumbnailWithTransform: true,
                kCGImageSourceThumbnailMaxPixelSize: longSide,
            ] as CFDictionary
        guard let source = CGImageSourceCreateWithData(picture as CFData, unchanged),
            let pixels = CGImageSourceCreateThumbnailAtIndex(source, 0, smaller)
        else { return nil }
        return written(pixels)
    }

    private static func written(_ pixels: CGImage) -> Data? {
        let jpeg = NSMutableData()
        let type = UTType.jpeg.identifier as CFString
        guard let destination = CGImageDestinationCreateWithData(jpeg, type, 1, nil) else { return nil }
        let options = [kCGImageDestinationLossyCompressionQuality: quality] as CFDictionary
        CGImageDestinationAddImage(destination, pixels, options)
        return CGImageDestinationFinalize(destination) ? jpeg as Data : nil
    }
}
