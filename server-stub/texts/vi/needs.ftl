### What a form still lacks.

needs-title = Chưa lưu được
needs-empty = Hãy viết nội dung trước khi gửi.
needs-too-long = Nội dung dài quá { $limit } ký tự. Hãy rút ngắn.
needs-too-large = Nội dung quá dài để gửi. Điều bạn viết vẫn còn nguyên ở dưới: hãy rút xuống còn nhiều nhất { $limit } ký tự, hoặc chép sang nơi khác.
needs-photographs-many = Chỉ gửi được nhiều nhất { $limit } ảnh kết quả.
needs-photograph-large = Ảnh { $n } lớn hơn { $megabytes } MB. Hãy chọn ảnh nhỏ hơn.
needs-photograph-unreadable = Tệp thứ { $n } không phải ảnh JPEG đọc được. Hãy chụp lại hoặc chọn ảnh khác.
needs-choose-again = Trang này không giữ được ảnh đã chọn: hãy chọn lại ảnh trước khi gửi.
needs-unit = Hãy chọn một đơn vị trong danh sách.
needs-other-unit = Vụ việc đã ở đơn vị này. Hãy chọn đơn vị khác.
needs-unit-not-concerned = Phản ánh này về cán bộ của chính nơi đó: chuyển đến thì không ai ở đó được xem. Hãy chọn đơn vị khác.
needs-user = Không có cán bộ này ở đơn vị. Hãy chọn trong danh sách.
needs-level = Hãy chọn một mức độ.
needs-remedy = Hãy chọn cách khắc phục: lâu dài hay tạm thời.
needs-into = Không gộp được vào phản ánh có mã này. Hãy kiểm tra mã: phản ánh đó phải đang xử lý và thuộc phạm vi của bạn.
needs-belongs = Hãy viết việc này thuộc về đâu.
needs-cause = Hãy viết nguyên nhân.
needs-proof = Cần ảnh kết quả, hoặc lý do không có ảnh.
