import BackgroundTasks
import LangNgheKit
import UIKit

/// Has the courier run while no screen is open, as far as iOS lets it.
///
/// ```text
/// something waits ──▶ BGProcessingTask is asked for, once there is a network
///   └─ window left ──▶ a few seconds that were begun with it ──▶ all sent: it isn't needed any more
/// every now and then, for answers ─▶ BGAppRefreshTask
/// ```
///
/// It holds nothing that matters: killed anywhere, the next run finds in the store what is still to
/// be done. When iOS calls its time back, the courier is told, lets go of the store, and returns.
@MainActor
final class Carrier: BackgroundWork {
    /// Both stand in Info.plist as well.
    static let refresh = "vn.langnghe.refresh"
    static let deliver = "vn.langnghe.deliver"

    /// iOS gives about thirty seconds when a window is left, and as much for a refresh.
    private static let shortly = Duration.seconds(20)
    private static let atLength = Duration.seconds(180)
    private static let betweenRefreshes: TimeInterval = 3600

    private let courier: () -> Courier
    private var running: Task<Delivery, Never>?
    private var isWaiting = false

    init(courier: @escaping () -> Courier) { self.courier = courier }

    /// To be called before the app has finished starting.
    func register() {
        register(Self.refresh, for: Self.shortly)
        register(Self.deliver, for: Self.atLength)
    }

    func submitted() { wait() }

    func stillWaiting() { wait() }

    /// The window was left: goes on sending in the time that is left, and sees to the rest.
    func carryOn() async {
        scheduleRefresh()
        if isWaiting { _ = await run(for: Self.shortly) }
    }

    func whileAwake(_ work: @MainActor @Sendable () async -> Void) async {
        let awake = Awake { [weak self] in self?.running?.cancel() }
        await work()
        awake.end()
    }

    private func register(_ identifier: String, for limit: Duration) {
        BGTaskScheduler.shared.register(forTaskWithIdentifier: identifier, using: .main) { task in
            // The queue above is the main one.
            nonisolated(unsafe) let task = task
            MainActor.assumeIsolated { self.carry(task, for: limit) }
        }
    }

    private func carry(_ task: BGTask, for limit: Duration) {
        scheduleRefresh()
        // Should this be killed, the next one has been asked for already.
        wait()
        task.expirationHandler = { [weak self] in
            Task { @MainActor in self?.running?.cancel() }
        }
        Task {
            let delivery = await run(for: limit)
            task.setTaskCompleted(success: delivery == .done)
        }
    }

    private func run(for limit: Duration) async -> Delivery {
        let courier = courier()
        let run = Task { await courier.run(for: limit) }
        running = run
        let delivery = await run.value
        if delivery == .done { isWaiting = false }
        if !isWaiting { BGTaskScheduler.shared.cancel(taskRequestWithIdentifier: Self.deliver) }
        return delivery
    }

    private func wait() {
        isWaiting = true
        scheduleDelivery()
    }

    private func scheduleRefresh() {
        schedule(BGAppRefreshTaskRequest(identifier: Self.refresh), in: Self.betweenRefreshes)
    }

    private func scheduleDelivery() {
        let request = BGProcessingTaskRequest(identifier: Self.deliver)
        request.requiresNetworkConnectivity = true
        schedule(request, in: 0)
    }

    /// One request of a name takes the place of the one before. Where the person has switched
    /// background refresh off, or in the simulator, there is none: then it is sent when the app is opened.
    private func schedule(_ request: BGTaskRequest, in seconds: TimeInterval) {
        request.earliestBeginDate = Date(timeIntervalSinceNow: seconds)
        try? BGTaskScheduler.shared.submit(request)
    }
}
