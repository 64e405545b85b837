### Who changed what.

settings-history-title = Lịch sử thiết lập
settings-history-lead = Ai đã đổi gì, lúc nào. Không gì trong đây sửa hay xóa được.
settings-history-last = Thay đổi gần nhất
settings-history-what = Mục
settings-history-when = Lúc
settings-history-by = Người sửa
settings-history-never = Như ban đầu
settings-history-see = Xem lịch sử
settings-history-version = Phiên bản { $version }: { $name }, { $when }
settings-history-more = Còn { $n } thay đổi khác trong phiên bản này.
settings-history-place = Chỗ thay đổi
settings-history-was = Trước
settings-history-is = Sau
settings-history-nothing = Không có gì khác.
settings-history-empty = (trống)
settings-history-go-back = Quay về phiên bản này
settings-history-back-note = Quay về phiên bản { $version }
settings-history-bundled = Phiên bản 0: có sẵn trong phần mềm
settings-history-bundled-lead = Bản ban đầu, trước mọi thay đổi.
settings-history-older = Những thay đổi trước nữa
settings-history-field-name = tên
settings-history-field-vi = tiếng Việt
settings-history-field-en = tiếng Anh
settings-history-field-version = số phiên bản
