### Pages that aren't what was asked for.

errors-forbidden = Không được phép
errors-forbidden-more = Việc này ngoài quyền của tài khoản đang đăng nhập, hoặc trang đã mở từ trước khi đăng nhập lại. Hãy mở lại trang từ danh sách; nếu cần thêm quyền, hãy hỏi đầu mối điều phối.
errors-not-found = Không tìm thấy trang
errors-not-found-more = Địa chỉ này không có, hoặc vụ việc thuộc đơn vị khác.
errors-method = Không làm được như vậy
errors-method-more = Địa chỉ này không nhận yêu cầu kiểu đó. Hãy bắt đầu lại từ danh sách.
errors-too-large = Nội dung quá dài
errors-too-large-more = Biểu mẫu lớn hơn mức máy chủ nhận. Hãy quay lại và rút ngắn.
errors-malformed = Không đọc được biểu mẫu
errors-malformed-more = Thiếu một phần của biểu mẫu. Hãy quay lại, tải lại trang rồi thử lại.
errors-busy = Máy chủ đang bận
errors-busy-more = Hãy đợi vài giây. Có thể bước vừa rồi đã được lưu: hãy tải lại vụ việc để xem trước khi làm lại.
errors-internal = Máy chủ gặp lỗi
errors-internal-more = Có thể chưa lưu được bước vừa rồi. Hãy tải lại vụ việc để xem trước khi làm lại.
errors-copy = Lời này chưa được lưu. Hãy chép lại trước khi rời trang.
errors-to-list = Về danh sách vụ việc
