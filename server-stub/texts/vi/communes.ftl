### The cases of a list on the map of communes.

communes-title = Vụ việc theo xã, phường
communes-link = Bản đồ xã, phường
communes-back = ← Danh sách vụ việc
communes-cases = { $n } vụ việc
communes-at-least = ít nhất { $n } vụ việc
communes-picture = Bản đồ các xã, phường. Danh sách bên dưới có cùng các số và cùng các liên kết.
communes-legend = Số vụ việc
communes-range = { $from }–{ $to }
communes-which = Xã, phường có vụ việc
communes-partly = Mới đếm { $n } vụ việc đứng đầu danh sách; các số bên dưới có thể còn cao hơn. Hãy chọn một xã, phường để xem đủ.
communes-none = Xã, phường chưa có vụ việc nào ở mục này
communes-none-at-all = Không có vụ việc nào ở mục này.
communes-narrowed = Đang thu hẹp theo
communes-widen = Bỏ lọc
communes-chosen = Đang chọn
communes-every = Xem danh sách của mọi xã, phường
