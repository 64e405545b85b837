//! A form with files, in parts (`multipart/form-data`), as a browser writes it.

const BOUNDARY: &str = "----what-stands-between-parts";

#[derive(Debug, Default)]
pub(super) struct Parts(Vec<u8>);

impl Parts {
    pub(super) const MEDIA_TYPE: &str =
        "multipart/form-data; boundary=----what-stands-between-parts";

    pub(super) fn field(&mut self, name: &str, value: &str) {
        self.part(&format!("name=\"{name}\""), value.as_bytes());
    }

    pub(super) fn file(&mut self, name: &str, jpeg: &[u8]) {
        let about = "filename=\"a.jpg\"\r\ncontent-type: image/jpeg";
        self.part(&format!("name=\"{name}\"; {about}"), jpeg);
    }

    fn part(&mut self, about: &str, content: &[u8]) {
        let head = format!("--{BOUNDARY}\r\ncontent-disposition: form-data; {about}\r\n\r\n");
        self.0.extend_from_slice(head.as_bytes());
        self.0.extend_from_slice(content);
        self.0.extend_from_slice(b"\r\n");
    }

    pub(super) fn whole(mut self) -> Vec<u8> {
        self.0
            .extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
        self.0
    }
}
