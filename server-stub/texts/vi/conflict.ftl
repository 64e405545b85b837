### Two officers at once.

conflict-title = Vụ việc vừa thay đổi
conflict-happened = Trong lúc bạn làm, vụ việc này đã có bước mới. Chưa có gì được lưu từ biểu mẫu của bạn.
conflict-safe = Lời bạn đã viết vẫn còn ở dưới đây.
conflict-way-out = Hãy xem diễn biến mới, rồi gửi lại nếu vẫn cần.
conflict-wrote = Lời bạn đã viết
conflict-again = Vẫn muốn: { $action }
conflict-no-longer = Bước “{ $action }” không còn làm được ở trạng thái hiện tại. Hãy chép lại lời nếu cần.
conflict-see = Xem vụ việc như hiện nay
