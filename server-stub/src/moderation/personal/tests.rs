use langnghe_wire::text::normalised;
use proptest::prelude::*;

use super::{
    Kind::{Account, Email, House, Identity, Name, Phone, Plate},
    *,
};

/// What is marked, and as what.
fn marked(text: &str) -> Vec<(Kind, &str)> {
    let spans = personal(text);
    let marked = spans.into_iter().map(|span| (span.kind, &text[span.at]));
    marked.collect()
}

#[test]
fn what_tells_who_somebody_is_is_marked() {
    for (text, expected) in [
        ("Gọi 0912345678 nhé.", (Phone, "0912345678")),
        ("gọi 0912 345 678", (Phone, "0912 345 678")),
        ("sđt:0912.345.678.", (Phone, "0912.345.678")),
        ("ĐT 098-765-4321", (Phone, "098-765-4321")),
        ("+84 912 345 678", (Phone, "+84 912 345 678")),
        ("+84912345678", (Phone, "+84912345678")),
        ("(+84) 912345678", (Phone, "(+84) 912345678")),
        ("0084 912345678", (Phone, "0084 912345678")),
        ("84912345678", (Phone, "84912345678")),
        ("Số 0222 3822 345 của trạm", (Phone, "0222 3822 345")),
        ("(0204) 3.854.321", (Phone, "(0204) 3.854.321")),
        ("CCCD 027099001234", (Identity, "027099001234")),
        (
            "căn cước của tôi: 027 099 001 234",
            (Identity, "027 099 001 234"),
        ),
        ("027099001234", (Identity, "027099001234")),
        ("CMND số 125 123 456", (Identity, "125 123 456")),
        ("số 125123456 cấp ở Bắc Ninh", (Identity, "125123456")),
        ("hộ chiếu C1234567", (Identity, "C1234567")),
        (
            "thư về nam.tran@example.vn nhé",
            (Email, "nam.tran@example.vn"),
        ),
        ("xe 99A-123.45 đổ đất", (Plate, "99A-123.45")),
        ("xe 99A 12345", (Plate, "99A 12345")),
        ("xe 99-B1 234.56", (Plate, "99-B1 234.56")),
        ("xe 98LD-123.45", (Plate, "98LD-123.45")),
        ("xe máy 99b1-2345", (Plate, "99b1-2345")),
        ("biển số 98c 045.67", (Plate, "98c 045.67")),
        ("STK 0123456789012 ngân hàng", (Account, "0123456789012")),
        ("tài khoản Vietcombank 1012345678", (Account, "1012345678")),
        (
            "chuyển vào 19031234567890 Techcombank",
            (Account, "19031234567890"),
        ),
        ("nhà ông Nguyễn Văn Đông xả thải", (Name, "Nguyễn Văn Đông")),
        ("Bà Trần Thị Ánh nói thế", (Name, "Trần Thị Ánh")),
        ("hỏi anh Nam.", (Name, "Nam")),
        ("bác sĩ Hoà khám", (Name, "Hoà")),
        ("ÔNG NGUYỄN VĂN A", (Name, "NGUYỄN VĂN A")),
        ("Tôi tên là Lê Thị Hạnh", (Name, "Lê Thị Hạnh")),
        ("Họ và tên: Ngô Quý Đôn", (Name, "Ngô Quý Đôn")),
        ("trước số nhà 12B ngõ 3", (House, "số nhà 12B")),
        ("nhà số 45/6/7", (House, "nhà số 45/6/7")),
        ("ở số 12 phố Vệ An", (House, "số 12")),
        ("SN 8, tổ 3", (House, "SN 8")),
    ] {
        assert_eq!(marked(text), [expected], "{text}");
    }
}

#[test]
fn what_stands_in_most_reports_stays_unmarked() {
    for text in [
        "",
        "Ổ gà trên QL 18, km 12+300, hướng đi Phả Lại.",
        "Quốc lộ 1A, Km132+450 đến Km133+000.",
        "Sửa hết 500.000.000 đồng, tức 500000000 đ.",
        "Thu 912.345.678 đồng và 84.912.345.678 VNĐ.",
        "Phạt 3.500.000đ ngày 27/11/2026.",
        "Từ 03.09.2026 08:30 đến 05-09-2026, lúc 07 giờ.",
        "ngày 03 09 2026 12 người",
        "2026-11-27T08:30:00Z",
        "Gọi 113, 114, 115 hoặc 1900 1234, 1022.",
        "Toạ độ 21.186112, 106.076345.",
        "21.18N 106.07E",
        "Nước ngập 45 cm trên 1200 m, 300 m2 lúa, 45 hộ.",
        "Nghị định 100/2019/NĐ-CP, Luật số 136/2025/QH15.",
        "Phố Bà Triệu và đường Bà Huyện, chợ Ông Táo.",
        "huyện Đông Anh Hà Nội, tiếng Anh Mỹ, nước Anh Quốc",
        "anh ấy nói ông không biết; bà con khổ lắm",
        "Trường THCS số 2, tổ dân phố số 5, đường số 12.",
        "Cột điện 472E7.3/12A, trạm biến áp 320 kVA.",
        "Bao 0,5 kg x 12 = 6 kg.",
    ] {
        assert_eq!(marked(text), [], "{text}");
    }
}

#[test]
fn several_are_marked_in_order_and_none_twice() {
    let text = "Ông Trần Văn Bình, số nhà 7 ngõ 12, CCCD 027099001234, gọi 0912.345.678 hoặc \
                binh@example.vn; xe 99A-123.45; STK 0912345678 MB.";
    assert_eq!(
        marked(text),
        [
            (Name, "Trần Văn Bình"),
            (House, "số nhà 7"),
            (Identity, "027099001234"),
            (Phone, "0912.345.678"),
            (Email, "binh@example.vn"),
            (Plate, "99A-123.45"),
            (Account, "0912345678"),
        ]
    );
}

#[test]
fn a_long_text_takes_no_longer_than_its_length_asks_for() {
    // Patterns are matched in linear time; this one would take years with a naive matcher.
    let digits = "0 ".repeat(20_000);
    assert_eq!(marked(&digits), []);
    let titles = "ông ".repeat(20_000);
    assert_eq!(marked(&titles), []);
}

/// An amount of money as people write it.
fn money() -> impl Strategy<Value = String> {
    (1_u64..999_999_999_999, 0..4_usize).prop_map(|(amount, style)| {
        let digits = amount.to_string();
        let grouped = digits
            .bytes()
            .enumerate()
            .fold(String::new(), |mut text, (at, digit)| {
                if at > 0 && (digits.len() - at).is_multiple_of(3) {
                    text.push('.');
                }
                text.push(char::from(digit));
                text
            });
        match style {
            0 => format!("{grouped} đồng"),
            1 => format!("{grouped}đ"),
            2 => format!("{digits} VNĐ"),
            _ => format!("{} triệu", amount % 1000 + 1),
        }
    })
}

fn date() -> impl Strategy<Value = String> {
    let separator = prop_oneof![Just('/'), Just('.'), Just('-')];
    (1..29_u8, 1..13_u8, 1990..2040_u16, separator)
        .prop_map(|(d, m, y, s)| format!("ngày {d:02}{s}{m:02}{s}{y}"))
}

fn road() -> impl Strategy<Value = String> {
    (1..60_u16, 0..400_u16, 0..1000_u16)
        .prop_map(|(road, km, m)| format!("QL {road}, km {km}+{m:03}"))
}

proptest! {
    #[test]
    fn money_dates_and_roads_are_never_marked(
        parts in prop::collection::vec(prop_oneof![money(), date(), road()], 1..5),
    ) {
        let text = parts.join("; ");
        prop_assert_eq!(marked(&text), [], "{}", text);
    }

    #[test]
    fn a_phone_is_marked_however_it_is_grouped(
        digits in "0[35789][0-9]{8}",
        gaps in prop::collection::vec(prop_oneof![Just(""), Just(" "), Just("."), Just("-")], 2),
    ) {
        let grouped = format!("{}{}{}{}{}", &digits[..4], gaps[0], &digits[4..7], gaps[1], &digits[7..]);
        let text = format!("Tôi ở gần đó, số {grouped}, gọi giúp.");
        prop_assert_eq!(marked(&text), [(Phone, grouped.as_str())]);
    }

    #[test]
    fn spans_are_in_order_within_the_text_and_split_no_character(
        raw in "[0-9A-Za-z @.+\\-/ĐđôngÔầáạ\u{300}\u{301}\n]{0,60}|\\PC{0,60}",
    ) {
        let text = normalised(&raw);
        let mut end = 0;
        for Span { at, .. } in personal(&text) {
            prop_assert!(end <= at.start && at.start < at.end && at.end <= text.len());
            prop_assert!(text.is_char_boundary(at.start) && text.is_char_boundary(at.end));
            end = at.end;
        }
    }
}
