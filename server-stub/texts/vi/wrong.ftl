### What is wrong with a field.

wrong-empty = Chưa nhập gì.
wrong-too-long = Dài quá { $limit } ký tự.
wrong-not-a-code = Chỉ dùng chữ thường không dấu và chữ số.
wrong-taken = Đã có rồi.
wrong-unknown-unit = Không có đơn vị này, hoặc đơn vị không nhận được phản ánh như vậy.
wrong-unknown-category = Không có lĩnh vực này.
wrong-unknown-commune = Không có xã, phường này.
wrong-unknown = Không còn mục này.
wrong-needed = Không được: nếu thế, có phản ánh sẽ không đến đơn vị nào.
wrong-too-many = Đã có { $limit } mục, nhiều nhất là như vậy.
wrong-not-a-date = Không phải một ngày; ví dụ 2027-02-05.
wrong-worked-anyway = Ngày này vốn là ngày làm việc, hoặc đang là ngày nghỉ lễ.
wrong-not-off = Ngày này không phải ngày nghỉ. Hãy thêm ngày nghỉ trước.
wrong-worked-for = Có ngày làm bù thay cho ngày này. Hãy bỏ ngày làm bù trước.
wrong-not-a-number = Phải là số từ { $first } đến { $last }.
wrong-placeholder = “{ $text }” không phải chỗ điền nào có sẵn.
wrong-emergency-number = Cần ít nhất một số khẩn cấp có trong danh mục: 112, 113, 114, 115.
wrong-no-choice = Cần ít nhất một lựa chọn.
wrong-not-an-address = Không phải địa chỉ thư điện tử.
wrong-contradiction = Không lưu được vì mâu thuẫn với phần khác của thiết lập.
wrong-too-short = Cần ít nhất { $limit } ký tự.
