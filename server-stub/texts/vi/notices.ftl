# Thông báo cho người dân qua SMS và thư điện tử. Mỗi câu phải vừa một tin SMS 160 ký tự không dấu.
notices-answered = Lắng Nghe: phản ánh { $reference } có trả lời mới. Xem trong ứng dụng, hoặc hỏi tại UBND xã, phường.
notices-answered-subject = Phản ánh { $reference }: có trả lời mới
notices-refused = Lắng Nghe: phản ánh { $reference } không được tiếp nhận. Xem lý do và nơi giải quyết trong ứng dụng, hoặc hỏi tại UBND xã, phường.
notices-refused-subject = Phản ánh { $reference }: không tiếp nhận
notices-resolved = Lắng Nghe: phản ánh { $reference } đã xử lý. Xem và xác nhận trong ứng dụng, hoặc hỏi tại UBND xã, phường.
notices-resolved-subject = Phản ánh { $reference }: đã xử lý
notices-question = Lắng Nghe: phản ánh { $reference } cần bổ sung thông tin. Trả lời trong ứng dụng, hoặc tại UBND xã, phường.
notices-question-subject = Phản ánh { $reference }: cần bổ sung thông tin
notices-why = Thư được gửi tự động, vì quý vị đã để lại địa chỉ này khi gửi phản ánh. Xin không trả lời thư này.
notices-trial = Lắng Nghe: đây là tin gửi thử, để xem thông báo có đến nơi hay không. Xin bỏ qua tin này.
notices-trial-subject = Lắng Nghe: tin gửi thử
