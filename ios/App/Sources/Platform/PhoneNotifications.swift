import Foundation
import LangNgheKit
import UserNotifications

/// Tells a person who isn't looking.
///
/// On a locked screen, which lies on tables and is read by neighbours, it says only that there is
/// news. Where the person has previews shown to whoever holds the phone, it says no more anywhere.
/// Without leave to notify nothing is shown, and nothing else changes.
@MainActor
final class PhoneNotifications: LangNgheKit.Notifications {
    private static let news = "news"
    private static let waiting = "unsent"

    private var center: UNUserNotificationCenter { .current() }
    private var unsent: UnsentNotice?

    /// Asks whether it may; whatever the answer, that was it.
    func ask() async {
        await withCheckedContinuation { answered in
            center.requestAuthorization(options: [.alert, .sound]) { _, _ in answered.resume() }
        }
    }

    func tell(_ news: NewsNotice) {
        center.setNotificationCategories([
            UNNotificationCategory(
                identifier: Self.news,
                actions: [],
                intentIdentifiers: [],
                hiddenPreviewsBodyPlaceholder: news.onLockScreen,
                options: []
            )
        ])
        center.getNotificationSettings { settings in
            let mayTell = settings.showPreviewsSetting == .whenAuthenticated
            Task { @MainActor in self.post(news, whole: mayTell) }
        }
    }

    func withdraw(_ report: String) { remove(report) }

    func unsent(_ notice: UnsentNotice?) {
        guard notice != unsent else { return }
        unsent = notice
        guard let notice else { return remove(Self.waiting) }
        let content = UNMutableNotificationContent()
        content.title = notice.title
        content.body = notice.text
        // It is there to be seen, not to be heard.
        content.interruptionLevel = .passive
        post(content, as: Self.waiting)
    }

    private func post(_ news: NewsNotice, whole: Bool) {
        let content = UNMutableNotificationContent()
        if whole { content.title = news.title }
        content.body = whole ? news.text : news.onLockScreen
        content.sound = .default
        content.categoryIdentifier = Self.news
        content.userInfo = [NotificationTaps.address: DeepLink.to(news.report)]
        post(content, as: news.report)
    }

    /// What can't be posted is no loss: the report itself is safe, and shows its news when it is opened.
    private func post(_ content: UNNotificationContent, as identifier: String) {
        center.add(UNNotificationRequest(identifier: identifier, content: content, trigger: nil))
    }

    private func remove(_ identifier: String) {
        center.removePendingNotificationRequests(withIdentifiers: [identifier])
        center.removeDeliveredNotifications(withIdentifiers: [identifier])
    }
}

/// Leads from a notification to its report.
final class NotificationTaps: NSObject, UNUserNotificationCenterDelegate {
    static let address = "address"

    private let follow: @MainActor @Sendable (String) -> Void

    init(follow: @escaping @MainActor @Sendable (String) -> Void) { self.follow = follow }

    func userNotificationCenter(
        _ center: UNUserNotificationCenter,
        didReceive response: UNNotificationResponse,
        withCompletionHandler completionHandler: @escaping () -> Void
    ) {
        let address = response.notification.request.content.userInfo[Self.address] as? String
        if let address { Task { @MainActor [follow] in follow(address) } }
        completionHandler()
    }

    /// News comes while the app is open as well; that something waits can be seen on its screen.
    func userNotificationCenter(
        _ center: UNUserNotificationCenter,
        willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) -> Void
    ) {
        let isNews = notification.request.content.userInfo[Self.address] != nil
        completionHandler(isNews ? [.banner, .list] : [])
    }
}
