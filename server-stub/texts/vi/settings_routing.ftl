### Where reports go.

settings-routing-title = Phân luồng
settings-routing-lead = Phản ánh mới đến đơn vị nào trước.
settings-routing-question = Phản ánh này sẽ đến đâu?
settings-routing-ask = Xem
settings-routing-goes-to = Đến { $unit }.
settings-routing-by-rule = Theo quy tắc: { $category }, { $commune }.
settings-routing-by-none = Không có quy tắc riêng.
settings-routing-is-about-staff = Phản ánh về cán bộ: các đơn vị của xã, phường này không thấy.
settings-routing-add = Thêm quy tắc
settings-routing-add-lead = Quy tắc cụ thể hơn luôn được xét trước quy tắc chung; không cần lo thứ tự.
settings-routing-change = Sửa quy tắc
settings-routing-rules = Các quy tắc, theo thứ tự xét
settings-routing-rules-lead = Quy tắc đầu tiên phù hợp, có đơn vị đang tiếp nhận, quyết định.
settings-routing-none = Chưa có.
settings-routing-category = Lĩnh vực
settings-routing-commune = Xã, phường
settings-routing-to = Đến đơn vị
settings-routing-sooner = Xét sớm hơn
settings-routing-of-the-commune = { $unit } của xã, phường nơi xảy ra
settings-routing-staff = Phản ánh về cán bộ của chính đơn vị
settings-routing-staff-lead = Những lĩnh vực này bỏ qua mọi đơn vị của xã, phường bị phản ánh và không hiện ở đó: không trong danh sách, tìm kiếm hay số đếm.
settings-routing-staff-add = Thêm lĩnh vực
settings-routing-fallback = Khi không có quy tắc nào phù hợp
settings-routing-otherwise = Đến đơn vị của xã, phường
settings-routing-level-above = Phản ánh về cán bộ đến đơn vị của tỉnh
