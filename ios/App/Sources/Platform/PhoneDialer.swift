import LangNgheKit
import UIKit

/// Shows the number: the system asks whether to call it, and the call is the person's to make.
@MainActor
final class PhoneDialer: Dialer {
    func dial(_ number: String) {
        // A tablet may have nothing to call with; the number stands on the screen.
        if let address = URL(string: "tel:\(number)") { UIApplication.shared.open(address) }
    }
}
