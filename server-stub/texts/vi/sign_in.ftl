### The way in and out.

sign-in-title = Đăng nhập
sign-in-lead = Dành cho cán bộ tiếp nhận và xử lý phản ánh.
sign-in-name = Tên đăng nhập
sign-in-password = Mật khẩu
sign-in-submit = Đăng nhập
sign-in-failed = Tên đăng nhập hoặc mật khẩu không đúng.
sign-in-throttled = Sai nhiều lần liên tiếp. Hãy thử lại sau { $minutes } phút.
sign-in-signed-out = Đã đăng xuất.
sign-in-expired = Phiên làm việc đã hết. Hãy đăng nhập lại.
sign-in-kept = Phiên làm việc đã hết trước khi gửi: chưa có gì được lưu, nhưng lời đã viết vẫn còn. Hãy đăng nhập để gửi tiếp.
sign-in-kept-not-photographs = Ảnh đã chọn thì không giữ được.
sign-in-go-on = Bạn đã đăng nhập lại. Lời đã viết còn ở dưới và chưa được gửi: hãy xem lại rồi gửi.
