### Texts that replies begin with.

settings-templates-title = Mẫu trả lời
settings-templates-lead = Lời soạn sẵn mà cán bộ chèn vào câu trả lời rồi sửa lại cho đúng việc.
settings-templates-add = Thêm mẫu
settings-templates-change = Sửa mẫu
settings-templates-placeholders = Chỗ điền tự động: {"{"}reference{"}"} là mã phản ánh, {"{"}category{"}"} là lĩnh vực, {"{"}unit{"}"} là đơn vị, {"{"}due{"}"} là hạn xử lý.
settings-templates-all = Các mẫu
settings-templates-none = Chưa có mẫu nào.
settings-templates-name = Tên mẫu
settings-templates-name-hint = Cán bộ chọn mẫu theo tên này.
settings-templates-category = Lĩnh vực
settings-templates-text = Nội dung tiếng Việt
