import LangNgheCore
import Observation

/// The settings. What is chosen holds at once.
@MainActor @Observable
final class SettingsModel: SettingsActions {
    private let used: Reading<Used>
    private let desk: Desk

    init(_ desk: Desk, _ tasks: Tasks) {
        self.desk = desk
        used = Reading(tasks, changes: desk.changes()) {
            Used(months: try await desk.phone.dataUsed(), catalogue: try await desk.phone.readCatalogue())
        }
    }

    var state: SettingsState {
        let (remembered, wording) = (desk.remembered, desk.wording)
        let notFor = used.value.value?.catalogue.notFor ?? []
        let says = wording.texts.kit
        return SettingsState(
            photosOnWifiOnly: remembered.photosOnWifiOnly,
            textSize: remembered.textSize,
            language: remembered.language,
            screensHidden: remembered.screensHidden,
            dataUsed: used.value.loaded(wording) { months($0.months) },
            version: desk.app.version,
            about: [says.aboutWhat] + notFor.map { wording($0.text) } + [says.aboutData, says.aboutLicences]
        )
    }

    func photosOnWifiOnly(_ only: Bool) { put(String(only), Remembered.Key.wifiOnly) }

    func textSize(_ size: TextSize) { put(size.rawValue, Remembered.Key.textSize) }

    func language(_ choice: LanguageChoice) { put(choice.rawValue, Remembered.Key.language) }

    func hideScreens(_ hidden: Bool) { put(String(hidden), Remembered.Key.screensHidden) }

    func back() { desk.navigator.backFrom(.settings) }

    private func put(_ value: String, _ key: String) { desk.platform.preferences.put(value, for: key) }
}

private struct Used: Sendable {
    let months: [DataUsedView]
    let catalogue: CatalogueView
}

/// The months since something travelled first; this one always.
private func months(_ used: [DataUsedView]) -> [MonthOfData] {
    let isOf = { (month: DataUsedView) in month.sent > 0 || month.received > 0 }
    let first = used.lastIndex(where: isOf) ?? used.startIndex
    return used.prefix(through: min(first, max(used.endIndex - 1, used.startIndex))).map {
        MonthOfData(
            month: Dates.month($0.month),
            sentBytes: Int64(clamping: $0.sent),
            receivedBytes: Int64(clamping: $0.received)
        )
    }
}
