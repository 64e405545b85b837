//! What befalls one exchange, and where in it.

/// What befalls one exchange. It falls once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strike {
    /// Only a request of this method.
    pub method: String,
    /// Only a request whose path begins so.
    pub path: String,
    /// Where in the exchange.
    pub place: Place,
    /// What.
    pub blow: Blow,
}

/// A place in an exchange.
///
/// A request without a body is all head: its chunk is its first line, its first byte the head's
/// own, and its head ends before the empty line that ends the request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Before the request's first byte.
    Start,
    /// In the middle of its head.
    MidHead,
    /// Behind its head.
    HeadEnd,
    /// Behind the first byte of its body.
    FirstByte,
    /// So many bytes from the end of the first chunk of its body: the 64 KiB that the server keeps
    /// at a time, or the middle of a body that has no two of them.
    Chunk(i8),
    /// Before its last byte.
    LastByte,
    /// Behind its last byte.
    End,
    /// In the middle of the answer.
    MidAnswer,
    /// Behind the answer; the strike falls once the link is told to let it fall.
    Answered,
}

/// What happens there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blow {
    /// Both ends get a reset (RST), once they have read what was let through.
    Reset,
    /// The stream that is under way ends in order (FIN), the other direction lives on: what the
    /// server answers to half a request reaches the phone. Between exchanges, both end.
    Finish,
    /// Nothing moves any more, and both ends stay open.
    Stall,
    /// The server gets the request twice, the two interleaved: one until here, then the other as
    /// a whole, then the rest. The phone gets the answer to the whole one.
    Duplicate,
    /// The phone's connection is reset here, unless it has its answer. The rest of the request,
    /// and all of it once more, is still under way, and arrives when it is told to: see
    /// [`super::Late`].
    LateReplay,
}

/// What the server keeps of an upload at a time.
const ROW: usize = 64 * 1024;

impl Place {
    /// Behind how many bytes of a request it lies; the whole request for those in the answer.
    pub(super) fn offset(self, request: &Shape) -> usize {
        let Shape {
            line, head, whole, ..
        } = *request;
        let body = whole - head;
        let (head_end, first, chunk) = match body {
            0 => (head - 2, 1, line),
            _ if body > 2 * ROW => (head, head + 1, head + ROW),
            _ => (head, head + 1, head + body / 2),
        };
        match self {
            Self::Start => 0,
            Self::MidHead => head / 2,
            Self::HeadEnd => head_end,
            Self::FirstByte => first,
            Self::Chunk(shift) => chunk.saturating_add_signed(shift.into()),
            Self::LastByte => whole - 1,
            Self::End | Self::MidAnswer | Self::Answered => whole,
        }
    }
}

/// How long the parts of a request are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    /// Its first line, with its end.
    pub(super) line: usize,
    /// Its head, the empty line included.
    pub(super) head: usize,
    /// All of it.
    pub(super) whole: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    const UPWARDS: [Place; 9] = [
        Place::Start,
        Place::MidHead,
        Place::HeadEnd,
        Place::FirstByte,
        Place::Chunk(-1),
        Place::Chunk(0),
        Place::Chunk(1),
        Place::LastByte,
        Place::End,
    ];

    fn offsets(line: usize, head: usize, whole: usize) -> [usize; 9] {
        UPWARDS.map(|place| place.offset(&Shape { line, head, whole }))
    }

    #[test]
    fn the_places_of_a_request_follow_each_other() {
        let large = offsets(40, 300, 200_300);
        assert_eq!(
            large,
            [0, 150, 300, 301, 65_835, 65_836, 65_837, 200_299, 200_300]
        );
        let small = offsets(40, 300, 800);
        assert_eq!(small, [0, 150, 300, 301, 549, 550, 551, 799, 800]);
    }

    #[test]
    fn a_request_without_a_body_has_nine_places_as_well() {
        let mut bodiless = offsets(40, 300, 300);
        assert_eq!(bodiless, [0, 150, 298, 1, 39, 40, 41, 299, 300]);
        bodiless.sort_unstable();
        assert!(bodiless.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
