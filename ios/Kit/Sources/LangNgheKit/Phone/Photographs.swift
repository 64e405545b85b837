import Foundation
import LangNgheCore

/// Reads the pixels of photographs while the phone runs.
struct Photographs: Pictures {
    let phones: PhoneHolder

    func thumbnail(_ id: Int64) async -> Data? {
        // Nobody looks at pictures of an app that isn't open.
        guard let phone = await phones.running else { return nil }
        return try? await phone.thumbnail(photograph: id)
    }

    func full(_ id: Int64) async -> Data? {
        guard let phone = await phones.running else { return nil }
        if let pixels = try? await phone.photograph(photograph: id) { return pixels }
        return try? await phone.thumbnail(photograph: id)
    }
}
