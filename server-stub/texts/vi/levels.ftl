### How pressing a case is.

levels-urgent = Khẩn
levels-normal = Bình thường
levels-complex = Phức tạp
