### Who is signed in.

roles-officer = Cán bộ xử lý
roles-leader = Lãnh đạo duyệt
roles-coordinator = Đầu mối điều phối
roles-admin = Quản trị
roles-every-unit = Tất cả đơn vị
