### One's own password.

own-password-title = Change your password
own-password-lead = Afterwards every other session of yours has ended; this one goes on.
own-password-old = Your password now
own-password-new = New password
own-password-again = New password once more
own-password-submit = Change the password
own-password-changed = Your password was changed. Your other sessions have ended.
own-password-wrong = This isn't your password now.
own-password-differs = The new password isn't the same both times.
own-password-the-same = The new password has to be another one than you have.
