### What stands around every page.

frame-product = Lắng Nghe
frame-place = Bàn làm việc của cán bộ
frame-skip = Đến nội dung chính
frame-sign-out = Đăng xuất
frame-other-language = English
frame-foot = Tên và cách liên hệ của người phản ánh được giữ riêng, không hiện ở đây.
frame-settings = Thiết lập
frame-password = Mật khẩu
