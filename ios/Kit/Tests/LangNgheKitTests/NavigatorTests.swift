import Testing

@testable import LangNgheKit

private let a = "019aa1b2-0000-7000-8000-00000000000a"
private let b = "019aa1b2-0000-7000-8000-00000000000b"

private let routes: [Route] =
    [.welcome, .home, .settings, .camera(report: nil)]
    + [a, b].flatMap { id -> [Route] in
        [
            .camera(report: id), .category(draft: id), .page(draft: id), .place(draft: id), .saved(report: id),
            .report(id),
        ]
    }

/// Where the person is, and the way back.
@MainActor
struct NavigatorTests {
    /// The same numbers in every run.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
            return mixed ^ (mixed >> 31)
        }
    }

    /// Who left.
    private final class Gone {
        var routes: Set<Route> = []
    }

    @Test("whatever is done, the way back leads home and never twice to the same", arguments: 0..<200)
    func whatever(seed: UInt64) {
        var dice = Dice(state: seed)
        let gone = Gone()
        let navigator = Navigator { gone.routes.formUnion($0) }
        for _ in 0..<50 {
            gone.routes = []
            let before = Set(navigator.stack)
            doSomething(navigator, &dice)
            let stack = navigator.stack
            #expect(stack.first == .home || stack == [.welcome])
            #expect(Set(stack).count == stack.count)
            #expect(before.subtracting(stack) == gone.routes, "who left is told of, and nobody else")
            #expect(Navigator(saved: navigator.save()).stack == stack, "saved and found again")
        }
        while navigator.back() {}
        #expect(navigator.stack.count == 1)
    }

    @Test("who goes on comes back here, and who returns is there")
    func thereAndBack() {
        let navigator = Navigator()
        navigator.go(.camera(report: a))
        navigator.go(.page(draft: a))
        navigator.go(.camera(report: a))
        #expect(navigator.stack == [.home, .page(draft: a), .camera(report: a)])
        navigator.returnTo(.page(draft: a))
        #expect(navigator.stack == [.home, .page(draft: a)])
        navigator.returnTo(.place(draft: a))
        #expect(navigator.top == .place(draft: a))
        #expect(navigator.contains(.page(draft: a)))
        #expect(!navigator.contains(.camera(report: a)))
    }

    @Test("what comes too late changes nothing")
    func tooLate() {
        let navigator = Navigator()
        navigator.go(.page(draft: a))
        navigator.backFrom(.camera(report: a))
        #expect(navigator.top == .page(draft: a))
    }

    @Test("what was saved by another release, or by nobody, is left out")
    func odd() {
        let saved = ["home", "page/\(a)", "page/../../etc", "moon/\(b)", "page", "", "camera/", "report/\(b)"]
        #expect(Navigator(saved: saved).stack == [.home, .page(draft: a), .report(b)])
        #expect(Navigator().stack == [.home])
        #expect(Navigator(saved: ["welcome", "report/\(b)"]).stack == [.welcome])
    }

    @Test("every route is saved as its name and an id")
    func saved() {
        for route in routes {
            #expect(Route(saved: route.saved) == route)
            #expect(route.saved.wholeMatch(of: /[a-z]+(\/[0-9a-f\-]{36})?/) != nil)
        }
    }

    @Test("an address leads to a report or nowhere")
    func addresses() {
        #expect(DeepLink.route(DeepLink.to(a)) == .report(a))
        let nowhere = [
            "langnghe://report/", "langnghe://page/\(a)", "https://report/\(a)", "langnghe://report/\(a)/x",
            "langnghe:\(a)", "langnghe://report/\(a.uppercased())", "not an address", "",
            "langnghe://report/%2e%2e", "langnghe://u@report/\(a)", "langnghe://report:1/\(a)", "langnghe://report\(a)",
        ]
        for address in nowhere { #expect(DeepLink.route(address) == nil, "\(address)") }
    }

    private func doSomething(_ navigator: Navigator, _ dice: inout Dice) {
        let others = routes.filter { $0 != .welcome && $0 != .home }
        let route = others.randomElement(using: &dice) ?? .settings
        // Before the first start has ended, nothing else is done.
        if navigator.top == .welcome { return navigator.home() }
        switch Int.random(in: 0..<9, using: &dice) {
        case 0: navigator.back()
        case 1: navigator.backFrom(route)
        case 2: if navigator.top != .home { navigator.replace(navigator.top, with: route) }
        case 3: navigator.remove(route)
        case 4: navigator.home(route)
        case 5: if Bool.random(using: &dice) { navigator.welcome() }
        case 6: navigator.returnTo(route)
        default: navigator.go(route)
        }
    }
}
