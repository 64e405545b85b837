import Support

@testable import LangNgheKit

/// An event of the vocabulary, and how a person or their phone makes it happen.
@MainActor
struct Event {
    let name: String
    /// As the vocabulary has them.
    let fields: [String]
    let happen: @MainActor (Person, Said) async throws -> Void

    init(
        _ name: String,
        _ fields: String...,
        happen: @escaping @MainActor (Person, Said) async throws -> Void
    ) {
        self.name = name
        self.fields = fields
        self.happen = happen
    }

    /// All of them.
    static let all = onANewReport + onAReport + onThePhone + onQuestions
}

extension Event {
    /// The first start, the settings, *back*; and what the phone does.
    private static let onThePhone = [
        Event("agree") { person, _ in
            let welcome = person.screens.welcome()
            try await welcome.until { !$0.consent.isEmpty }
            welcome.actions.next()
            welcome.actions.agree(true)
            welcome.actions.begin()
        },
        Event("go_back") { person, _ in
            let before = person.route
            if person.screens.back() { try await until { person.route != before } }
        },
        Event("choose_language", "language") { person, said in
            let choice = try one(of: LanguageChoice.allCases, said.text("language"))
            try await person.inSettings { $0.language(choice) }
        },
        Event("photos_on_wifi_only", "only") { person, said in
            let only = try said.flag("only")
            try await person.inSettings { $0.photosOnWifiOnly(only) }
        },
        Event("start_clean") { person, _ in
            person.screens.start.actions.startClean()
            try await person.phone.opened()
        },
        Event("signal", "link") { person, said in
            let now = try one(of: Link.allCases, said.text("link"))
            try await person.link.set(isThere: now != .offline)
            person.handset.network.link = now
        },
        Event("found_place", "lat", "lon", "metres") { person, said in
            let (lat, lon) = (try said.decimal("lat"), try said.decimal("lon"))
            person.handset.sky.forget()
            person.handset.sky.say(.found(.init(lat: lat, lon: lon, accuracyMetres: try said.decimal("metres"))))
        },
        Event("refuse_place") { person, _ in
            person.handset.sky.forget()
            person.handset.sky.say(.refused)
        },
        Event("days_pass", "days") { person, said in person.handset.time.ahead(days: try said.number("days")) },
        Event("leave_app") { person, _ in await person.screens.pause() },
        Event("come_back") { person, _ in await person.screens.resume() },
        Event("work_in_background") { person, _ in _ = await person.phone.kit.courier.run(for: .seconds(60)) },
        Event("end_process") { person, _ in await person.beginProcess() },
        Event("lose_key") { person, _ in person.handset.keys.breaks(.lost) },
    ]

    /// From the list to a report, and what is said about it.
    private static let onAReport = [
        Event("open", "row") { person, said in
            let row = try said.number("row")
            let item = try await person.phone.items { $0.count > row }[row]
            person.screens.home().actions.open(item)
            if !item.isDraft { person.turn(to: item.id) }
        },
        Event("see_report") { person, _ in try await person.phone.saved().actions.open() },
        Event("sync") { person, _ in person.screens.home().actions.sync() },
        Event("reply", "words") { try await $0.phone.report().actions.reply($1.text("words")) },
        Event("add_text", "words") { try await $0.phone.report().actions.addText($1.text("words")) },
        Event("confirm") { person, _ in try await person.phone.report().actions.confirm() },
        Event("reopen", "words", "file?") { person, said in
            let isShown = said.says("file")
            try await person.phone.report().actions.reopen(said.text("words"), withPhotograph: isShown)
            if isShown { try await person.take(said.text("file")) }
        },
        Event("rate", "stars", "words") {
            try await $0.phone.report().actions.rate($1.number("stars"), words: $1.text("words"))
        },
        Event("withdraw") { person, _ in try await person.phone.report().actions.withdraw() },
        Event("take_way_out", "way") {
            try await $0.phone.report().actions.takeWayOut(one(of: WayOut.allCases, $1.text("way")))
        },
        Event(
            "officer",
            "step",
            "words?",
            "file?",
            "cause?",
            "remedy?",
            "without_photograph?",
            "belongs?",
            "unit?",
            "level?",
            "into?"
        ) { person, said in
            let officer = try await person.officer()
            var fields: [String: String] = [:]
            for (field, name) in formFields where said.says(field) { fields[name] = try said.text(field) }
            if said.says("into") {
                let other = person.known[try said.number("into")]
                fields["into"] = try await officer.referenceOf("/console/cases/\(other)")
            }
            let photographs = said.says("file") ? [try photograph(said.text("file"))] : []
            let address = "/console/cases/\(person.about ?? "")"
            try await officer.fillIn(address, said.text("step"), fields, photographs: photographs)
        },
    ]
}

/// What the officer's form calls what a scenario says.
private let formFields = [
    "words": "text", "cause": "cause", "remedy": "remedy", "without_photograph": "without_photograph",
    "belongs": "belongs", "unit": "unit", "level": "level",
]

/// The one that is called so.
func one<Value>(of all: [Value], _ name: String) throws -> Value {
    guard let found = all.first(where: { written($0) == name }) else { throw Strange("\(name) is none of \(all)") }
    return found
}

extension Person {
    /// Goes to the settings from wherever the person is, and back there.
    fileprivate func inSettings(_ act: (any SettingsActions) -> Void) async throws {
        screens.navigator.go(.settings)
        act(screens.settings().actions)
        screens.back()
    }
}
