import Support

@testable import LangNgheKit

/// Whoever has the phone in hand, with the phone and the world around them.
@MainActor
final class Person {
    let link: FlakyLink
    let handset: Handset
    private(set) var phone: Running
    /// The report that they opened or sent last.
    private(set) var about: String?
    /// Every report that they opened or sent, the first first.
    private(set) var known: [String] = []

    private let server: Server
    private var signedIn: (officer: Officer?, coordinator: Officer?)

    var screens: Screens { phone.screens }

    /// Where they are.
    var route: Route { phone.route }

    /// At the home screen of an empty phone, after the first start, or before it.
    init(_ world: World, _ scenario: Scenario) async throws {
        server = try await world.server(without: scenario.serverWithout)
        link = try await world.link(to: server)
        let empty = try world.newHandset(at: scenario.noServer ? nil : link.url)
        handset = scenario.firstStart ? empty : empty.agreed()
        phone = await handset.start()
    }

    /// Ends the process, and begins another on the same disk, where they were.
    func beginProcess() async { phone = await handset.start(await phone.die()) }

    func officer() async throws -> Officer {
        if let officer = signedIn.officer { return officer }
        let officer = try await server.officer()
        signedIn.officer = officer
        return officer
    }

    func coordinator() async throws -> Officer {
        if let coordinator = signedIn.coordinator { return coordinator }
        let coordinator = try await server.coordinator()
        signedIn.coordinator = coordinator
        return coordinator
    }

    func turn(to report: String) {
        about = report
        if !known.contains(report) { known.append(report) }
    }
}
