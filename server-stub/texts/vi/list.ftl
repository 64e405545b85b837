### The list of cases.

list-title = Vụ việc
list-filter = Lọc vụ việc
list-open = Đang mở
list-late = Trễ hạn
list-soon = Sắp đến hạn
list-paused = Đang tạm dừng
list-all = Tất cả
list-counted = { $count } vụ việc
list-counted-more = hơn { $count } vụ việc
list-photographs = Ảnh { $sent }/{ $total }
list-came = Gửi đến { $when }
list-without-words = (Không có lời, chỉ có ảnh)
list-pages = Các trang
list-previous = Trang trước
list-next = Trang sau
list-empty-open = Không còn vụ việc nào đang mở.
list-empty-open-more = Phản ánh mới sẽ hiện ở đây ngay khi lời của người dân đến nơi, kể cả khi ảnh chưa đến.
list-empty-other = Không có vụ việc nào ở mục này.
list-see-open = Xem vụ việc đang mở
