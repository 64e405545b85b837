import Foundation
import Support

@testable import LangNgheKit

// A process that goes a part of the way of a new report, says how far it is, and waits there to be
// killed. It is given the phone's folder, the server, and how far to go. Once its report is safe it
// goes on as a task in the background until it is killed at that.

let folder = URL(fileURLWithPath: CommandLine.arguments[1])
guard let step = Doomed.Step(rawValue: CommandLine.arguments[3]) else { exit(2) }
let preferences = FilePreferences(folder.appendingPathComponent("preferences"))
let handset = Doomed.handset(folder, server: CommandLine.arguments[2], preferences).agreed()
await preferences.flush()
handset.network.link = .offline
let kit = handset.kit()
let phone = await handset.start(kit)
let id = try await phone.go(to: step)
try JSONEncoder().encode(phone.screens.save()).write(to: Doomed.way(folder))
try FileHandle.standardOutput.write(contentsOf: Data("\(Doomed.reached)\(id)\n".utf8))
if step == .safe {
    handset.network.link = .free
    _ = await kit.courier.run(for: .seconds(600))
    // It was quicker than its killer: dead is dead.
    kill(getpid(), SIGKILL)
}
let (never, kept) = AsyncStream.makeStream(of: Never.self)
for await _ in never {}
withExtendedLifetime(kept) {}

extension Running {
    /// Goes so far; answers with the draft's or the report's id, if there is one.
    fileprivate func go(to step: Doomed.Step) async throws -> String {
        screens.home().actions.capture()
        let camera = try await camera()
        if step == .camera { return "" }
        camera.actions.taken(try photograph())
        let draft = try await at(\.categoryOf)
        if step == .category { return draft }
        screens.category(draft: draft).actions.choose("dyke")
        let page = try await page()
        page.actions.write(Doomed.words)
        page.actions.describePlace(Doomed.detail)
        // In the store itself, not only on the page.
        try await items { $0.contains { $0.firstLine == Doomed.words } }
        if step == .page { return draft }
        try await choosePlace()
        if step == .place { return draft }
        try await self.page().actions.send()
        return try await at(\.savedOf)
    }
}
