import Foundation
import LangNgheTexts

/// A screen's state holder: what it shows, and what can be done there.
///
/// The state is worked out of what is known whenever it is read. All that is known is observable, so
/// a view that reads it in its body is drawn again when it changes, and nothing need be subscribed to.
@MainActor
public struct Held<State, Actions> {
    public let actions: Actions
    private let show: @MainActor () -> State

    public init(_ actions: Actions, show: @escaping @MainActor () -> State) {
        self.actions = actions
        self.show = show
    }

    public var state: State { show() }
}

/// How everything looks, whatever screen is shown.
public struct Look: Sendable, Equatable {
    public let language: Language
    public let textSize: TextSize
    /// Whether screens are kept out of the list of recent apps.
    public let screensHidden: Bool

    public init(language: Language, textSize: TextSize, screensHidden: Bool) {
        self.language = language
        self.textSize = textSize
        self.screensHidden = screensHidden
    }
}

/// The state holders of all screens, for whatever draws them.
///
/// Asking for that of a route twice gives the same one as long as the route is on the stack: views
/// may be made anew as often as the platform likes.
@MainActor
public protocol Holders: AnyObject {
    var look: Look { get }

    /// Seen as long as it isn't ``StartState/open``; then ``route`` is.
    var start: Held<StartState, any StartActions> { get }

    /// Where the person is: the last of ``stack``.
    var route: Route { get }

    /// The way to where the person is. Never empty, no route twice; the first is home, or the welcome alone.
    var stack: [Route] { get }

    /// Whether notifications should be asked for now: after the first report was sent, once.
    var askForNotifications: Bool { get }

    func welcome() -> Held<WelcomeState, any WelcomeActions>

    func home() -> Held<HomeState, any HomeActions>

    func camera(report: String?) -> Held<CameraState, any CameraActions>

    func category(draft: String) -> Held<CategoryState, any CategoryActions>

    func page(draft: String) -> Held<PageState, any PageActions>

    func place(draft: String) -> Held<PlacePickerState, any PlacePickerActions>

    func saved(report: String) -> Held<SavedState, any SavedActions>

    func report(_ id: String) -> Held<ReportState, any ReportActions>

    func settings() -> Held<SettingsState, any SettingsActions>

    /// The way back by the platform's own means, such as a swipe. False where there is nothing to go back to.
    @discardableResult
    func back() -> Bool

    /// The person was asked about notifications, whatever they answered.
    func notificationsAsked()
}

/// Reads the pixels of photographs, as JPEG. Nothing comes back of one that can't be read.
public protocol Pictures: Sendable {
    /// At most 320 pixels.
    func thumbnail(_ id: Int64) async -> Data?

    /// As large as it is sent; the thumbnail, once the phone has let go of the rest.
    func full(_ id: Int64) async -> Data?
}
