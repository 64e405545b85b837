import LangNgheCore
import Observation

/// The first start. It ends with the consent, which nobody gives but the person.
@MainActor @Observable
final class WelcomeModel: WelcomeActions {
    private var step = WelcomeStep.whatItIs
    private var agreed = false
    private let catalogue: Reading<CatalogueView>
    private let desk: Desk

    init(_ desk: Desk, _ tasks: Tasks) {
        self.desk = desk
        catalogue = Reading(tasks) { try await desk.phone.readCatalogue() }
    }

    var state: WelcomeState {
        let (read, wording) = (catalogue.value.value, desk.wording)
        return WelcomeState(
            step: step,
            notFor: read?.notFor.map { wording($0.text) } ?? [],
            emergency: wording.emergency(read?.emergency ?? []),
            consent: read.map { wording($0.consent) } ?? "",
            agreed: agreed
        )
    }

    func next() { step = .consent }

    func back() { goBack() }

    /// As ``back()``; false where there is nothing to go back to.
    @discardableResult
    func goBack() -> Bool {
        defer { step = .whatItIs }
        return step != .whatItIs
    }

    func agree(_ agreed: Bool) { self.agreed = agreed }

    func begin() {
        guard agreed, let read = catalogue.value.value else { return }
        // The version that was read, whatever has come since.
        desk.platform.preferences.put(String(read.consentVersion), for: Remembered.Key.consent)
        desk.navigator.home()
    }

    func call(_ number: String) { desk.platform.dialer.dial(number) }
}
