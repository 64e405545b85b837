import LangNgheKit
import SwiftUI

private let shot: CGFloat = 148

/// The photographs of the draft in a row, each with a way to leave it out, and room for one more.
struct PagePhotographs: View {
    let state: PageState
    let actions: any PageActions

    @Environment(\.texts) private var texts

    var body: some View {
        if state.pictures.isEmpty {
            AddShot(text: texts.page.takePhotograph) { actions.addPhotograph() }
        } else {
            ScrollView(.horizontal, showsIndicators: false) {
                HStack(spacing: 10) {
                    ForEach(Array(state.pictures.enumerated()), id: \.element.id) { index, picture in
                        photograph(picture, number: index + 1)
                    }
                    if state.hasRoom {
                        AddShot(text: texts.page.addPhotograph) { actions.addPhotograph() }.frame(width: shot)
                    }
                }
            }
        }
    }

    private func photograph(_ picture: PictureRef, number: Int) -> some View {
        Picture(picture: picture, label: texts.photo.one(n: "\(number)", total: "\(state.pictures.count)"))
            .frame(width: shot, height: shot)
            .clipShape(RoundedRectangle(cornerRadius: 16))
            .overlay(alignment: .topTrailing) {
                SignButton(
                    sign: .close,
                    label: texts.page.removePhotograph(n: "\(number)"),
                    colour: .onNight,
                    ground: .night.opacity(0.72)
                ) { actions.removePhotograph(picture) }
                .padding(4)
            }
    }
}

private struct AddShot: View {
    let text: String
    let act: @MainActor () -> Void

    var body: some View {
        Button(action: act) {
            VStack(spacing: 8) {
                Sign.camera.image.font(.title)
                Text(text).font(.smallStrong).multilineTextAlignment(.center)
            }
            .padding(12)
            .frame(maxWidth: .infinity, minHeight: shot)
            .foregroundStyle(.cham)
            .background(.card, in: RoundedRectangle(cornerRadius: 16))
            .overlay(RoundedRectangle(cornerRadius: 16).strokeBorder(.cham, lineWidth: 1.5))
        }
        .buttonStyle(Pressed())
    }
}
