import Foundation
import LangNgheKit
import Network
import Observation

/// The network that the phone uses now, for as long as the process lives.
@MainActor @Observable
final class PhoneNetwork: LangNgheKit.Network {
    private(set) var link = LangNgheKit.Link.offline

    @ObservationIgnored private let monitor = NWPathMonitor()

    init() {
        monitor.pathUpdateHandler = { [weak self] path in
            let now = Self.link(of: path)
            MainActor.assumeIsolated { self?.link = now }
        }
        monitor.start(queue: .main)
    }

    /// One that costs, or that the person wants to be spared, is as good as metered.
    private nonisolated static func link(of path: NWPath) -> LangNgheKit.Link {
        guard path.status == .satisfied else { return .offline }
        return path.isExpensive || path.isConstrained ? .metered : .free
    }
}
