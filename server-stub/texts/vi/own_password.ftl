### One's own password.

own-password-title = Đổi mật khẩu
own-password-lead = Sau khi đổi, mọi phiên đăng nhập khác của bạn kết thúc; phiên này vẫn tiếp tục.
own-password-old = Mật khẩu hiện tại
own-password-new = Mật khẩu mới
own-password-again = Nhập lại mật khẩu mới
own-password-submit = Đổi mật khẩu
own-password-changed = Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.
own-password-wrong = Mật khẩu hiện tại không đúng.
own-password-differs = Hai lần nhập mật khẩu mới không giống nhau.
own-password-the-same = Mật khẩu mới phải khác mật khẩu hiện tại.
