# Thư điện tử mỗi sáng cho cán bộ: chỉ số lượng và mã phản ánh.
digest-subject = Lắng Nghe: việc cần xử lý ngày { $day }
digest-overdue = Quá hạn: { $count }
digest-today = Đến hạn hôm nay: { $count }
digest-fresh = Mới từ sáng ngày làm việc trước: { $count }
digest-leader = Chờ lãnh đạo duyệt: { $count }
digest-more = … còn nữa, xem trong danh sách
digest-link = Mở danh sách: { $url }
digest-why = Thư được gửi tự động vào sáng ngày làm việc, khi có việc cần biết. Xin không trả lời thư này.
