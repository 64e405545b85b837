### The cases of a list on the map of communes.

communes-title = Vụ việc theo xã, phường
communes-link = Bản đồ xã, phường
communes-back = ← Danh sách vụ việc
communes-cases = { $n } vụ việc
communes-at-least = ít nhất { $n } vụ việc
communes-perhaps = chưa xem hết
communes-picture = Bản đồ các xã, phường. Danh sách bên dưới có cùng các số và cùng các liên kết.
communes-legend = Số vụ việc
communes-range = { $from }–{ $to }
communes-which = Xã, phường có vụ việc
communes-partly = Nơi có nhiều vụ việc chỉ được xem một phần: số nào ghi “ít nhất” (trên bản đồ có dấu +) thì thực tế có thể cao hơn. Hãy chọn xã, phường đó để xem đủ.
communes-none = Xã, phường chưa có vụ việc nào ở mục này
communes-none-at-all = Không có vụ việc nào ở mục này.
communes-narrowed = Đang thu hẹp theo
communes-widen = Bỏ lọc
communes-chosen = Đang chọn
communes-every = Xem danh sách của mọi xã, phường
