import Support

@testable import LangNgheKit

// What is seen: the state of every screen of the vocabulary, as a value that is held against what a
// scenario expects.

/// Waits for a screen, and answers with how it looks whenever it is asked; not, before it was read.
typealias See = @MainActor (Person) async throws -> @MainActor () -> JSON?

/// All of them.
@MainActor let screensThatAreSeen: [String: See] = [
    "start": { person in { start(person.screens.start.state) } },
    "route": { person in { .object(["at": JSON(name(person.route))]) } },
    "home": { person in
        try await person.phone.at(.home)
        let home = person.screens.home()
        return { home.state.items.value.map { seen(home.state, $0) } }
    },
    "camera": { person in
        let camera = try await person.phone.camera()
        return {
            .object([
                "photographs": JSON(camera.state.pictures.count),
                "busy": JSON(camera.state.busy),
                "has_room": JSON(camera.state.hasRoom),
                "can_skip": JSON(camera.state.canSkip),
            ])
        }
    },
    "page": { person in
        let page = try await person.phone.page()
        return { page.state.loading ? nil : seen(page.state) }
    },
    "saved": { person in
        let saved = try await person.phone.saved()
        return {
            .object(
                ladder(saved.state.ladder).merging(["photos_wait_for_wifi": JSON(saved.state.photosWaitForWifi)]) {
                    $1
                }
            )
        }
    },
    "report": { person in
        let report = try await person.phone.report()
        return { report.state.content.value.map(seen) }
    },
    "desk": { person in
        let desk = try await desk(person)
        return { desk }
    },
    "refusal": { person in
        let notice = try refusals(person)
        return { .object(["happened": JSON(notice()?.happened)]) }
    },
    "told": { person in { told(person) } },
]

/// A route by its name, without the ids in it.
private func name(_ route: Route) -> String { String(route.saved.prefix { $0 != "/" }) }

private func start(_ state: StartState) -> JSON {
    var trouble: StartState.Trouble?
    if case .trouble(let found) = state { trouble = found }
    let name =
        switch state {
        case .opening: "opening"
        case .open: "open"
        case .trouble: "trouble"
        }
    return .object([
        "state": JSON(name),
        "happened": JSON(trouble?.notice.happened),
        "can_start_clean": JSON(trouble?.canStartClean),
        "can_retry": JSON(trouble?.canRetry),
    ])
}

private func seen(_ state: HomeState, _ items: [HomeItem]) -> JSON {
    .object([
        "waiting": JSON(state.waiting),
        "why": JSON(state.why),
        "emergency": JSON(state.emergency.map(\.number)),
        "rows": .list(items.map(row)),
    ])
}

private func row(_ item: HomeItem) -> JSON {
    let own: [String: JSON] = [
        "draft": JSON(item.isDraft),
        "title": JSON(item.title),
        "where": JSON(item.place),
        "first_line": JSON(item.firstLine),
        "picture": JSON(item.picture != nil),
        "status": JSON(item.status),
        "accepted": JSON(item.ladder.accepted),
        "needs_you": JSON(item.needsYou),
    ]
    return .object(ladder(item.ladder).merging(own) { $1 })
}

func ladder(_ ladder: Ladder) -> [String: JSON] {
    [
        "rung": JSON(written(ladder.rung)),
        "words": JSON(ladder.words),
        "sent": JSON(ladder.photosSent),
        "total": JSON(ladder.photosTotal),
    ]
}

/// What is said, where the person is, of what could not be done.
@MainActor
private func refusals(_ person: Person) throws -> @MainActor () -> Notice? {
    switch person.route {
    case .camera(let report):
        let camera = person.screens.camera(report: report)
        return { camera.state.notice }
    case .page(let draft):
        let page = person.screens.page(draft: draft)
        return { page.state.notice }
    case .report(let id):
        let report = person.screens.report(id)
        return { report.state.notice }
    default:
        throw Strange("nothing is refused at \(person.route)")
    }
}

@MainActor
private func told(_ person: Person) -> JSON {
    let notifications = person.handset.notifications
    return .object([
        "unsent": JSON(notifications.unsent?.title),
        "news": .list(
            notifications.news.map {
                .object([
                    "on_lock_screen": JSON($0.onLockScreen), "title": JSON($0.title), "text": JSON($0.text),
                ])
            }
        ),
        "asks_to_tell": JSON(person.screens.askForNotifications),
    ])
}
