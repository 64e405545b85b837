### Deadlines in words.

clocks-title = Thời hạn
clocks-intake = Hạn tiếp nhận
clocks-resolution = Hạn xử lý
clocks-left = còn { $time }
clocks-late = Trễ hạn { $time }
clocks-kept = Đã qua bước này
clocks-until = đến { $when }
clocks-basis = Căn cứ: { $basis }
clocks-moment = chưa đầy 1 phút
clocks-was = hạn là { $when }
clocks-days = { $n } ngày
clocks-hours = { $n } giờ
clocks-minutes = { $n } phút
clocks-stands = Đang tạm dừng
clocks-before = trước khi dừng: hạn là { $when }
