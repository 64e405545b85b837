import LangNgheTexts

/// The screens of a window.
///
/// The app calls ``resume()`` when the window is seen and ``pause()`` when it isn't any more. In
/// between it draws ``start``, and once that is open the screen of the ``route``.
@MainActor
public final class Screens: Holders {
    /// Where the person is, and how they came there.
    public let navigator: Navigator

    let window: Window
    private let kit: Kit
    private let models: Models

    init(_ kit: Kit, _ saved: [String]) {
        self.kit = kit
        let models = Models()
        self.models = models
        navigator = Navigator(saved: saved, left: models.leave)
        window = Window(kit, navigator, models)
    }

    public var look: Look {
        let remembered = kit.platform.preferences.now
        return Look(
            language: kit.wording.language,
            textSize: remembered.textSize,
            screensHidden: remembered.screensHidden
        )
    }

    public var start: Held<StartState, any StartActions> { Held(window) { [window] in window.start } }

    public var route: Route { navigator.top }

    public var stack: [Route] { navigator.stack }

    public var askForNotifications: Bool { kit.platform.preferences.now.notificationsDue }

    /// The window is seen, or seen again. Returns when the store is open, or when it is clear that it
    /// can't be.
    public func resume() async { await window.resume() }

    /// The window isn't seen any more, for now or for good. Returns when everything is on the disk and
    /// the store's file is let go of; until then the platform is asked to leave the process awake.
    public func pause() async {
        await kit.platform.background.whileAwake { [window] in await window.pause() }
    }

    /// Ends what runs for this window, for a process that goes on without it.
    public func end() { window.end() }

    /// The way to where the person is, to be given to ``Kit/screens(saved:)`` after the process was
    /// ended. Ids only.
    public func save() -> [String] { navigator.save() }

    /// Follows an address from outside, such as a notification's. Before the first start has ended it
    /// leads nowhere.
    public func follow(_ address: String) {
        guard let report = DeepLink.route(address), navigator.top != .welcome else { return }
        navigator.home(report)
    }

    @discardableResult
    public func back() -> Bool { models[navigator.top]?.back() ?? navigator.back() }

    public func notificationsAsked() {
        kit.platform.preferences.put(Remembered.asked, for: Remembered.Key.notifications)
    }

    public func welcome() -> Held<WelcomeState, any WelcomeActions> {
        held(.welcome) { desk, tasks in
            let model = WelcomeModel(desk, tasks)
            return (Held(model) { model.state }, Ways(back: model.goBack))
        }
    }

    public func home() -> Held<HomeState, any HomeActions> {
        held(.home) { desk, tasks in
            let model = HomeModel(desk, tasks)
            return (Held(model) { model.state }, Ways(back: { false }))
        }
    }

    public func camera(report: String?) -> Held<CameraState, any CameraActions> {
        held(.camera(report: report)) { desk, tasks in
            let model = CameraModel(desk, tasks, report)
            return (Held(model) { model.state }, Ways(going: model.back))
        }
    }

    public func category(draft: String) -> Held<CategoryState, any CategoryActions> {
        held(.category(draft: draft)) { desk, tasks in
            let model = CategoryModel(desk, tasks, draft)
            return (Held(model) { model.state }, Ways(going: model.back))
        }
    }

    public func page(draft: String) -> Held<PageState, any PageActions> {
        held(.page(draft: draft)) { desk, tasks in
            let model = PageModel(desk, tasks, draft)
            return (Held(model) { model.state }, Ways(going: model.back, flush: model.flush))
        }
    }

    public func place(draft: String) -> Held<PlacePickerState, any PlacePickerActions> {
        held(.place(draft: draft)) { desk, tasks in
            let model = PlacePickerModel(desk, tasks, draft)
            return (Held(model) { model.state }, Ways(going: model.back))
        }
    }

    public func saved(report: String) -> Held<SavedState, any SavedActions> {
        held(.saved(report: report)) { desk, tasks in
            let model = SavedModel(desk, tasks, report)
            return (Held(model) { model.state }, Ways(going: model.done))
        }
    }

    public func report(_ id: String) -> Held<ReportState, any ReportActions> {
        held(.report(id)) { desk, tasks in
            let model = ReportModel(desk, tasks, id)
            return (Held(model) { model.state }, Ways(going: model.back))
        }
    }

    public func settings() -> Held<SettingsState, any SettingsActions> {
        held(.settings) { desk, tasks in
            let model = SettingsModel(desk, tasks)
            return (Held(model) { model.state }, Ways(going: model.back))
        }
    }

    private func held<State, Actions>(
        _ route: Route,
        _ make: (Desk, Tasks) -> (Held<State, Actions>, Ways)
    ) -> Held<State, Actions> {
        guard let desk = window.desk else { preconditionFailure("no screen is drawn before the store is open") }
        let model = models.of(route, isOnStack: navigator.contains(route)) { tasks in
            let (held, ways) = make(desk, tasks)
            return Model(held: held, back: ways.back, flush: ways.flush)
        }
        // A route has one kind of model for ever: the one that is made for it above.
        guard let held = model.held as? Held<State, Actions> else { preconditionFailure("\(route) has another model") }
        return held
    }
}

/// What a window must know of a screen besides what it shows.
@MainActor
private struct Ways {
    let back: @MainActor () -> Bool
    var flush: @MainActor () async throws -> Void = {}

    init(back: @escaping @MainActor () -> Bool) { self.back = back }

    init(
        going: @escaping @MainActor () -> Void,
        flush: @escaping @MainActor () async throws -> Void = {}
    ) {
        back = {
            going()
            return true
        }
        self.flush = flush
    }
}
