import Foundation
import LangNgheCore
import Observation

/// The one page of a draft. Everything on it is in the store as soon as it is there: words shortly
/// after they are typed, and before anything else is done with the page.
@MainActor @Observable
final class PageModel: PageActions {
    /// They have tried to send it: from now on it is said what is missing.
    private var tried = false
    private var sending = false
    private var problem: (@MainActor (Wording) -> Notice)?
    private let id: String
    private let draft: Reading<Draft>
    private let desk: Desk
    @ObservationIgnored private lazy var text: Typed<String> = typed { .only(text: $0) }
    @ObservationIgnored private lazy var detail: Typed<String> = typed { .only(detail: $0) }
    @ObservationIgnored private lazy var answers = typedAnswers()

    init(_ desk: Desk, _ tasks: Tasks, _ id: String) {
        self.desk = desk
        self.id = id
        let draft = Reading(tasks, changes: desk.changes(of: id)) { try await desk.read(id, at: .page(draft: id)) }
        self.draft = draft
        tasks.launch { [weak self] in
            for await view in observed({ draft.value.value?.view }) {
                if let view { self?.lookForPlace(view) }
            }
        }
    }

    var state: PageState {
        let (read, wording, surroundings) = (draft.value, desk.wording, desk.platform.surroundings)
        let view = read.value?.view
        let category = read.value.flatMap { $0.catalogue.category($0.view.category) }
        let photographs = view?.photographs ?? []
        return PageState(
            draft: id,
            loading: read.isLoading,
            pictures: photographs.map(\.ref),
            category: category.map(wording.tile),
            questions: (view?.questions ?? []).map {
                wording.question($0, typed: answers.text?[$0.question.code], tried: tried)
            },
            place: place(id, view?.place, desk.search.progress),
            // What was typed is newer than what was read.
            detail: detail.text ?? view?.place.detail ?? "",
            text: text.text ?? view?.text ?? "",
            readySentence: category.map { wording($0.readySentence) } ?? "",
            nameHidden: view?.nameHidden ?? true,
            danger: wording.emergency(category.flatMap { $0.dangerous ? $0.emergency : nil } ?? []),
            problems: tried ? wording.problems(view) : [:],
            bytes: Int64(view?.bytes ?? 0),
            photoBytes: photographs.reduce(0) { $0 + Int64($1.bytes) },
            link: surroundings.link,
            photosOnWifiOnly: surroundings.photosOnWifiOnly,
            sending: sending,
            hasRoom: photographs.count < mostPhotographs,
            notice: problem?(wording) ?? read.failure.map(wording.notice)
        )
    }

    func addPhotograph() { leave(for: .camera(report: id)) }

    func removePhotograph(_ picture: PictureRef) {
        act {
            try await self.desk.phone.removePhotograph(photograph: picture.id)
            self.draft.again()
        }
    }

    func changeCategory() {
        leave(for: .category(draft: id)) {
            // Another category asks other things; what fits comes along in the core.
            self.answers.forget()
        }
    }

    func answer(_ question: String, _ values: [String]) {
        answers.write((answers.text ?? [:]).merging([question: values]) { $1 })
    }

    func answerNow(_ question: String) {
        let now = desk.platform.time.now
        answer(question, [Dates.day(now), Dates.time(now)])
    }

    func choosePlace() { leave(for: .place(draft: id)) }

    func locate() { desk.search.start(id, onPurpose: true) }

    func write(_ text: String) { self.text.write(text) }

    func describePlace(_ detail: String) { self.detail.write(detail) }

    func hideName(_ hidden: Bool) {
        act { try await self.desk.phone.changeDraft(draft: self.id, change: .only(nameHidden: hidden)) }
    }

    func photosOnWifiOnly(_ only: Bool) {
        desk.platform.preferences.put(String(only), for: Remembered.Key.wifiOnly)
    }

    func call(_ number: String) { desk.platform.dialer.dial(number) }

    func send() {
        guard !sending else { return }
        sending = true
        tried = true
        act {
            defer { self.sending = false }
            try await self.flush()
            do {
                try await self.desk.phone.submit(draft: self.id)
            } catch Failure.Incomplete {
                // The page shows, field by field, what the core says of the draft.
                self.draft.again()
                return
            }
            self.desk.platform.preferences.wantNotifications()
            self.desk.submitted()
            if self.desk.navigator.contains(self.route) { self.desk.navigator.home(.saved(report: self.id)) }
        }
    }

    func discard() {
        act {
            try await self.desk.phone.discardDraft(draft: self.id)
            self.desk.navigator.home()
        }
    }

    func back() {
        act {
            do {
                try await self.flush()
            } catch {
                // Once it was said that the last words can't be kept, a person may go all the same.
                if self.problem == nil { throw error }
            }
            self.desk.navigator.backFrom(self.route)
        }
    }

    /// Returns when all that was typed is on the disk.
    func flush() async throws {
        try await text.flush()
        try await detail.flush()
        try await answers.flush()
    }

    private var route: Route { .page(draft: id) }

    private func leave(for route: Route, leaving: @escaping @MainActor () -> Void = {}) {
        act {
            try await self.flush()
            leaving()
            if self.desk.navigator.top == self.route { self.desk.navigator.go(route) }
        }
    }

    /// A draft that has no place and was begun just now, right here, looks for one by itself: after the
    /// process was killed, too. One that is found again at home must not be put there.
    private func lookForPlace(_ view: DraftView) {
        let age = desk.platform.time.now.timeIntervalSince(view.noticedAt)
        let isHere = age < desk.patience.stillThere.seconds
        let hasNone = view.place.whereabouts == .unknown && view.place.point == nil
        if hasNone && isHere && desk.search.progress.draft != id { desk.search.start(id) }
    }

    private func act(_ act: @escaping @MainActor () async throws -> Void) { desk.act(failed, act) }

    private func failed(_ failure: Failure) { problem = { $0.notice(failure) } }

    private func typedAnswers() -> Typed<[String: [String]]> {
        typed { [desk, id] typed in
            let asked = try await desk.phone.draft(draft: id).questions
            let kinds = Dictionary(asked.map { ($0.question.code, $0.question.kind) }) { first, _ in first }
            return .only(
                answers: typed.compactMap { question, values in
                    kinds[question].map { AnswerChange(question: question, values: keptAnswer($0, values)) }
                }
            )
        }
    }

    private func typed<Value>(
        _ change: @escaping @MainActor (Value) async throws -> DraftChange
    ) -> Typed<Value> {
        Typed(
            desk.acts,
            desk.platform.time,
            pause: desk.patience.typing,
            failed: { [weak self] in self?.failed($0) },
            save: { [desk, id] in try await desk.phone.changeDraft(draft: id, change: try await change($0)) }
        )
    }
}
