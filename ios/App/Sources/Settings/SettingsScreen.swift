import LangNgheKit
import SwiftUI

/// What the person has decided: data, size of text, language, privacy; and what this is.
struct SettingsScreen: View {
    let state: SettingsState
    let actions: any SettingsActions

    @Environment(\.texts) private var texts

    var body: some View {
        Form {
            Section {
                SwitchRow(
                    text: texts.settings.wifiOnly,
                    more: texts.settings.wifiOnlyMore,
                    on: state.photosOnWifiOnly
                ) { actions.photosOnWifiOnly($0) }
                DataUsed(used: state.dataUsed)
            } header: {
                Heading(texts.settings.data)
            }
            Section {
                textSize
            } header: {
                Heading(texts.settings.textSize)
            }
            Section {
                language
            } header: {
                Heading(texts.settings.languageTitle)
            }
            Section {
                SwitchRow(
                    text: texts.settings.hideScreens,
                    more: texts.settings.hideScreensOnApple,
                    on: state.screensHidden
                ) { actions.hideScreens($0) }
            } header: {
                Heading(texts.settings.privacy)
            }
            Section {
                ForEach(state.about, id: \.self) { Text($0) }
                Text(texts.settings.version(version: state.version)).font(.small).foregroundStyle(.inkSoft)
            } header: {
                Heading(texts.settings.about)
            }
        }
        .scrollContentBackground(.hidden)
        .background(Color.paper)
        .foregroundStyle(.ink)
        .tint(.cham)
        .navigationTitle(texts.settings.title)
        .navigationBarTitleDisplayMode(.inline)
    }

    private var textSize: some View {
        Picker(
            texts.settings.textSize,
            selection: Binding(showing: { state.textSize }, telling: { actions.textSize($0) })
        ) {
            Text(texts.settings.textNormal).tag(TextSize.normal)
            Text(texts.settings.textLarge).tag(TextSize.large)
            Text(texts.settings.textLargest).tag(TextSize.largest)
            Text(texts.settings.textDouble).tag(TextSize.double)
        }
        .pickerStyle(.inline)
        .labelsHidden()
    }

    private var language: some View {
        Picker(
            texts.settings.languageTitle,
            selection: Binding(showing: { state.language }, telling: { actions.language($0) })
        ) {
            Text(texts.settings.languageSystem).tag(LanguageChoice.system)
            Text(texts.settings.languageVietnamese).tag(LanguageChoice.vietnamese)
            Text(texts.settings.languageEnglish).tag(LanguageChoice.english)
        }
        .pickerStyle(.inline)
        .labelsHidden()
    }
}

private struct DataUsed: View {
    let used: Loaded<[MonthOfData]>

    @Environment(\.texts) private var texts

    var body: some View {
        switch used {
        case .loading:
            Waiting(text: texts.settings.dataLoading)
        case .failed(let notice):
            NoticeCard(notice: notice)
        case .ready(let months):
            VStack(alignment: .leading, spacing: 6) {
                Text(texts.settings.dataUsed)
                Group {
                    if months.isEmpty { Text(texts.settings.dataNone) }
                    ForEach(months) { Text(words(of: $0)) }
                }
                .font(.small)
                .foregroundStyle(.inkSoft)
            }
        }
    }

    private func words(of month: MonthOfData) -> String {
        texts.settings.dataMonth(
            month: month.month,
            sent: bytes(month.sentBytes, in: texts.language),
            received: bytes(month.receivedBytes, in: texts.language)
        )
    }
}
