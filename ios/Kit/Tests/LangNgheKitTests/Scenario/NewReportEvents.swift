import Support

@testable import LangNgheKit

// From the camera to *GỬI*. Each comes back when the screens have done what was meant, or have said why
// not: so that the next finger doesn't come too early.

extension Event {
    static let onANewReport = [
        Event("capture") { person, _ in person.screens.home().actions.capture() },
        Event("photograph", "file") { try await $0.take($1.text("file")) },
        Event("no_camera") { person, _ in try await person.phone.camera().actions.cameraFailed() },
        Event("skip_photograph") { person, _ in
            let at = person.route
            try await person.phone.camera().actions.skip()
            try await until { person.route != at }
        },
        Event("add_photograph", "file") { person, said in
            if let draft = person.route.pageOf {
                person.screens.page(draft: draft).actions.addPhotograph()
            } else {
                try await person.phone.report().actions.addPhotograph()
            }
            try await person.take(said.text("file"))
        },
        Event("remove_photograph", "number") { person, said in
            let page = try await person.phone.page()
            let number = try said.number("number")
            let picture = try await page.until { $0.pictures.count >= number }.pictures[number - 1]
            page.actions.removePhotograph(picture)
            try await page.until { !$0.pictures.contains(picture) }
        },
        Event("choose_category", "code") { person, said in
            if person.route.pageOf != nil { try await person.phone.page().actions.changeCategory() }
            try await person.phone.category().actions.choose(said.text("code"))
            _ = try await person.phone.at(\.pageOf)
        },
        Event("choose_commune", "named") { try await $0.chooseCommune($1.text("named")) },
        Event("look_for_place") { person, _ in try await person.phone.page().actions.locate() },
        Event("write", "text", "times?") { person, said in
            let times = said.says("times") ? try said.number("times") : 1
            let text = String(repeating: try said.text("text"), count: times)
            try await person.phone.page().actions.write(text)
        },
        Event("describe_place", "words") { try await $0.phone.page().actions.describePlace($1.text("words")) },
        Event("hide_name", "hidden") { try await $0.phone.page().actions.hideName($1.flag("hidden")) },
        Event("send") { person, _ in try await person.send() },
        Event("discard") { person, _ in
            try await person.phone.page().actions.discard()
            try await person.phone.at(.home)
        },
    ]
}

extension Person {
    /// Takes a photograph with the camera that is open or opening.
    func take(_ file: String) async throws {
        let camera = try await phone.camera()
        let at = route
        camera.actions.taken(try photograph(file))
        try await until { self.route != at || (!camera.state.busy && camera.state.notice != nil) }
    }

    fileprivate func chooseCommune(_ named: String) async throws {
        if route.pageOf != nil { try await phone.page().actions.choosePlace() }
        let places = try await phone.place()
        // Before anything was searched for, the list has every commune.
        let all = try await places.until { !$0.matches.isEmpty }.matches.count
        places.actions.search(named)
        let found = try await places.until { $0.query == named && 1..<all ~= $0.matches.count }.matches
        places.actions.choose(found[0].code)
        _ = try await phone.at(\.pageOf)
    }

    fileprivate func send() async throws {
        let page = try await phone.page()
        let at = route
        page.actions.send()
        try await until { self.route != at || (!page.state.sending && !page.state.problems.isEmpty) }
        if let report = route.savedOf { turn(to: report) }
    }
}
