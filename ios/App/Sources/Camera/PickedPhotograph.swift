import Foundation
import PhotosUI
import SwiftUI

/// A photograph that the person picked. The picker is the system's: the app sees this one picture,
/// and needs no leave to see the library.
enum PickedPhotograph {
    /// As the core takes it; none if it can't be read.
    static func jpeg(of item: PhotosPickerItem) async -> Data? {
        guard let picture = try? await item.loadTransferable(type: Data.self) else { return nil }
        return await Jpeg.scaled(picture)
    }
}
