import LangNgheKit
import SwiftUI

/// Photographs as large as the screen, one at a time.
struct PictureViewer: View {
    let pictures: [PictureRef]
    let name: NamedByNumber

    @State private var shown: Int64
    @Environment(\.texts) private var texts
    @Environment(\.dismiss) private var dismiss

    init(pictures: [PictureRef], name: @escaping NamedByNumber, shown: Int64) {
        self.pictures = pictures
        self.name = name
        _shown = State(initialValue: shown)
    }

    var body: some View {
        NavigationStack {
            VStack(spacing: 0) {
                TabView(selection: $shown) {
                    ForEach(pictures) { picture in
                        Picture(picture: picture, label: number, whole: true).tag(picture.id)
                    }
                }
                .tabViewStyle(.page(indexDisplayMode: .never))
                if pictures.count > 1 { turning }
            }
            .background(Color.night)
            .navigationTitle(number)
            .navigationBarTitleDisplayMode(.inline)
            .toolbarBackground(Color.night, for: .navigationBar)
            .toolbarBackground(.visible, for: .navigationBar)
            .toolbarColorScheme(.dark, for: .navigationBar)
            .toolbar {
                ToolbarItem(placement: .cancellationAction) {
                    Button(texts.common.close) { dismiss() }
                }
            }
        }
    }

    /// What a swipe does, for those who don't swipe.
    private var turning: some View {
        HStack {
            SignButton(sign: .chevron, label: texts.photo.before, colour: .onNight) { turn(-1) }
                .scaleEffect(x: -1)
            Spacer()
            SignButton(sign: .chevron, label: texts.photo.after, colour: .onNight) { turn(1) }
        }
        .padding(8)
    }

    private var index: Int { pictures.firstIndex { $0.id == shown } ?? 0 }

    private var number: String { name("\(index + 1)", "\(pictures.count)") }

    private func turn(_ by: Int) {
        shown = pictures[(index + by + pictures.count) % pictures.count].id
    }
}
