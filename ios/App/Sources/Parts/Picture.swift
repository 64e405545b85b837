import LangNgheKit
import SwiftUI
import UIKit

/// A photograph from the store, cut to its frame. The label is what is read aloud, if anything is.
struct Picture: View {
    let picture: PictureRef
    let label: String?
    var whole = false

    @Environment(\.pictures) private var pictures
    @State private var pixels: UIImage?

    var body: some View {
        Color.hairline
            .overlay { content }
            .clipped()
            .task(id: picture) { pixels = await read() }
            .accessibilityElement(children: .ignore)
            .accessibilityAddTraits(.isImage)
            .accessibilityLabel(label ?? "")
            .accessibilityHidden(label == nil)
    }

    @ViewBuilder private var content: some View {
        if let pixels {
            Image(uiImage: pixels).resizable().aspectRatio(contentMode: whole ? .fit : .fill)
        } else {
            Sign.picture.image.font(.title2).foregroundStyle(.inkSoft)
        }
    }

    /// The pixels are made ready beside the main thread, or a long list would stutter.
    private func read() async -> UIImage? {
        let jpeg = whole ? await pictures.full(picture.id) : await pictures.thumbnail(picture.id)
        guard let jpeg, let image = UIImage(data: jpeg) else { return nil }
        return await image.byPreparingForDisplay()
    }
}

/// What a photograph is called: which of how many.
typealias NamedByNumber = (_ n: String, _ total: String) -> String

/// Photographs in a row. A tap shows one as large as the screen.
struct PictureRow: View {
    let pictures: [PictureRef]
    let name: NamedByNumber

    @Environment(\.texts) private var texts
    @State private var open: PictureRef?

    var body: some View {
        ScrollView(.horizontal, showsIndicators: false) {
            HStack(spacing: 10) {
                ForEach(Array(pictures.enumerated()), id: \.element.id) { index, picture in
                    Button {
                        open = picture
                    } label: {
                        Picture(picture: picture, label: name("\(index + 1)", "\(pictures.count)"))
                            .frame(width: 148, height: 148)
                            .clipShape(RoundedRectangle(cornerRadius: 14))
                    }
                    .buttonStyle(Pressed())
                    .accessibilityHint(texts.photo.enlarge)
                }
            }
        }
        .fullScreenCover(item: $open) { picture in
            PictureViewer(pictures: pictures, name: name, shown: picture.id)
        }
    }
}
