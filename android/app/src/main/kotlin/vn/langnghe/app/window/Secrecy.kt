package vn.langnghe.app.window

import android.view.Window
import android.view.WindowManager.LayoutParams.FLAG_SECURE

/**
 * Keeps what the window shows out of screenshots, recordings and the list of recent apps, or lets
 * it in again. A setting, and off at first: most people want to show their report to somebody.
 */
fun Window.keepSecret(secret: Boolean) {
    if (secret) addFlags(FLAG_SECURE) else clearFlags(FLAG_SECURE)
}
