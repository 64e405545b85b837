package vn.langnghe.app.platform

import vn.langnghe.app.work.Delivery
import vn.langnghe.kit.port.BackgroundWork

/** Has WorkManager carry reports. It is asked for only when it is needed: it opens a database. */
class AndroidWork(
    private val delivery: () -> Delivery,
) : BackgroundWork {
    override fun submitted() = delivery().now()

    override fun stillWaiting() = delivery().stillWaiting()
}
