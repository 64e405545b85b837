import LangNgheCore

extension DraftChange {
    /// A change of what is named; the rest stays as it is.
    static func only(
        category: String? = nil,
        text: String? = nil,
        point: PlacePoint? = nil,
        commune: String? = nil,
        detail: String? = nil,
        nameHidden: Bool? = nil,
        consent: UInt32? = nil,
        answers: [AnswerChange] = []
    ) -> Self {
        Self(
            category: category,
            text: text,
            point: point,
            commune: commune,
            detail: detail,
            nameHidden: nameHidden,
            consent: consent,
            answers: answers
        )
    }
}

extension Desk {
    /// The draft of a screen. If there is none any more, the person is led on: a process can be killed
    /// between the moment that a report is submitted, or a draft thrown away, and the one in which the
    /// way there is remembered.
    func draft(at route: Route, _ draft: String) async throws -> DraftView {
        do {
            return try await phone.draft(draft: draft)
        } catch let failure as Failure {
            // Who has left the screen meanwhile is where they want to be: nothing calls a reading back.
            if Task.isCancelled { throw failure }
            switch failure {
            case .Refused("not_a_draft"): navigator.home(.saved(report: draft))
            case .NotFound: navigator.remove(route)
            default: break
            }
            throw failure
        }
    }

    /// Throws a draft away in which there is nothing.
    func discardIfEmpty(_ draft: String) async {
        // What can't be read is not thrown away.
        guard let kept = try? await phone.draft(draft: draft) else { return }
        let isEmpty =
            kept.category == nil && kept.photographs.isEmpty
            && kept.text.allSatisfy(\.isWhitespace) && kept.place.detail.allSatisfy(\.isWhitespace)
        if isEmpty { try? await phone.discardDraft(draft: draft) }
    }

    /// Begins a draft, with what every report must have from its start.
    func beginDraft() async throws -> String {
        let draft = try await phone.beginDraft()
        try await phone.changeDraft(draft: draft, change: .only(consent: platform.preferences.now.consent))
        search.belongsTo(draft)
        return draft
    }
}
