### What stands around every page.

frame-product = Lắng Nghe
frame-place = The officers’ desk
frame-skip = To the main content
frame-sign-out = Sign out
frame-other-language = Tiếng Việt
frame-foot = The name of whoever reported, and how to reach them, are kept apart and not shown here.
frame-settings = Settings
frame-password = Password
