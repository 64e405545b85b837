### The way in and out.

sign-in-title = Sign in
sign-in-lead = For the officers who receive and handle reports.
sign-in-name = Name
sign-in-password = Password
sign-in-submit = Sign in
sign-in-failed = The name or the password is not right.
sign-in-throttled = Too many wrong attempts in a row. Try again in { $minutes } min.
sign-in-signed-out = You are signed out.
sign-in-expired = Your session has ended. Please sign in again.
sign-in-kept = Your session had ended before this was sent: nothing was saved, but what you wrote is still here. Sign in to go on.
sign-in-kept-not-photographs = The photographs that you chose couldn’t be kept.
sign-in-go-on = You are signed in again. What you wrote is below and hasn’t been sent yet: look at it, then send it.
