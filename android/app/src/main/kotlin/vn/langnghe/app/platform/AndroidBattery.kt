package vn.langnghe.app.platform

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.os.PowerManager
import androidx.core.content.ContextCompat
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import vn.langnghe.kit.port.Battery

/** Whether the person, or Android for them, saves the battery. */
class AndroidBattery(
    private val context: Context,
) : Battery {
    private val power = context.getSystemService(PowerManager::class.java)
    private val now = MutableStateFlow(power.isPowerSaveMode)
    override val saving: StateFlow<Boolean> = now.asStateFlow()

    /** Begins to listen, for as long as the process lives. */
    fun watch() {
        val receiver =
            object : BroadcastReceiver() {
                override fun onReceive(
                    context: Context,
                    intent: Intent,
                ) {
                    now.value = power.isPowerSaveMode
                }
            }
        ContextCompat.registerReceiver(
            context,
            receiver,
            IntentFilter(PowerManager.ACTION_POWER_SAVE_MODE_CHANGED),
            ContextCompat.RECEIVER_NOT_EXPORTED,
        )
    }
}
