//! Parts of a picture as a form says them: four numbers a row, in percent of the picture.

use crate::case::public::{PARTS, Part, WHOLE};

/// Rows that a form offers at least: faces are seldom alone.
const ROWS: usize = 4;

/// A row as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) n: usize,
    pub(super) left: String,
    pub(super) top: String,
    pub(super) width: String,
    pub(super) height: String,
}

/// Rows with what is covered already, and some to fill in.
pub(super) fn rows(parts: &[Part]) -> Vec<Row> {
    let offered = (parts.len() + 2).clamp(ROWS, PARTS.max(parts.len()));
    (0..offered)
        .map(|at| match parts.get(at) {
            Some(part) => Row {
                n: at + 1,
                left: percent(part.left),
                top: percent(part.top),
                width: percent(part.width),
                height: percent(part.height),
            },
            None => Row {
                n: at + 1,
                ..Row::default()
            },
        })
        .collect()
}

/// The rows of a form, from its fields in order; no more of them than a picture may have.
pub(super) fn typed(fields: &[(String, String)]) -> Vec<Row> {
    let all = |name: &'static str| {
        let values = fields.iter().filter(move |field| field.0 == name);
        values.map(|field| field.1.trim().to_owned())
    };
    all("left")
        .zip(all("top"))
        .zip(all("width").zip(all("height")))
        .take(PARTS)
        .zip(1..)
        .map(|(((left, top), (width, height)), n)| Row {
            n,
            left,
            top,
            width,
            height,
        })
        .collect()
}

/// The parts that rows say; rows that are empty say none. The number of the first row that can't
/// be read, or lies outside the picture, is the error.
pub(super) fn read(rows: &[Row]) -> Result<Vec<Part>, usize> {
    let mut parts = vec![];
    for row in rows {
        let typed = [&row.left, &row.top, &row.width, &row.height];
        if typed.iter().all(|text| text.is_empty()) {
            continue;
        }
        let mut numbers = [0; 4];
        for (number, text) in numbers.iter_mut().zip(typed) {
            *number = thousandths(text).ok_or(row.n)?;
        }
        let [left, top, width, height] = numbers;
        if width == 0 || height == 0 || left >= WHOLE || top >= WHOLE {
            return Err(row.n);
        }
        parts.push(Part {
            left,
            top,
            width,
            height,
        });
    }
    Ok(parts)
}

/// "12.5" or "12,5" percent as 125 thousandths; none for what is no number from 0 to 100.
fn thousandths(text: &str) -> Option<u16> {
    let percent: f64 = text.replace(',', ".").parse().ok()?;
    (0.0..=100.0)
        .contains(&percent)
        .then(|| (percent * f64::from(WHOLE) / 100.0).round() as u16)
}

fn percent(thousandths: u16) -> String {
    format!("{}.{}", thousandths / 10, thousandths % 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(numbers: [&str; 4]) -> Row {
        let [left, top, width, height] = numbers.map(str::to_owned);
        Row {
            n: 3,
            left,
            top,
            width,
            height,
        }
    }

    #[test]
    fn numbers_are_read_as_people_here_write_them() {
        let part = Part {
            left: 125,
            top: 0,
            width: 333,
            height: 1_000,
        };
        assert_eq!(read(&[row(["12,5", "0", "33.3", "100"])]), Ok(vec![part]));
        assert_eq!(read(&[row(["", "", "", ""])]), Ok(vec![]));
    }

    #[test]
    fn what_is_no_part_is_named_by_its_row() {
        for wrong in [
            ["12", "", "3", "4"],
            ["a", "1", "1", "1"],
            ["-1", "1", "1", "1"],
            ["101", "1", "1", "1"],
            ["NaN", "1", "1", "1"],
            ["inf", "1", "1", "1"],
            ["1", "1", "0", "1"],
            ["100", "1", "1", "1"],
        ] {
            assert_eq!(read(&[row(wrong)]), Err(3), "{wrong:?}");
        }
    }

    #[test]
    fn a_form_has_rows_enough_and_never_too_many() {
        let part = Part {
            left: 1,
            top: 2,
            width: 3,
            height: 4,
        };
        assert_eq!(rows(&[]).len(), ROWS);
        assert_eq!(rows(&[part; 6]).len(), 8);
        assert_eq!(rows(&[part; PARTS]).len(), PARTS);
        let fields: Vec<_> = ["left", "top", "width", "height"]
            .into_iter()
            .flat_map(|name| vec![(name.to_owned(), " 5 ".to_owned()); 2 * PARTS])
            .collect();
        assert_eq!(typed(&fields).len(), PARTS);
        assert_eq!(typed(&fields)[0], row_of_fives());
    }

    fn row_of_fives() -> Row {
        Row {
            n: 1,
            ..row(["5", "5", "5", "5"])
        }
    }

    proptest! {
        #[test]
        fn what_is_kept_is_shown_and_read_again(
            numbers in prop::array::uniform2((0..1_000_u16, 1..=1_000_u16)),
        ) {
            let [(left, width), (top, height)] = numbers;
            let part = Part { left, top, width, height };
            prop_assert_eq!(read(&rows(&[part])), Ok(vec![part]));
        }
    }
}
