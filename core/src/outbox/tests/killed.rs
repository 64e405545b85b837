//! A phone that is killed in the middle of an upload.

use futures_util::FutureExt as _;
use langnghe_wire::DeviceToken;

use super::{hard_times::Silent, *};
use crate::transport::{Credentials, Transport as _};

impl Phone {
    fn upload(&self) -> Upload {
        let queue = self.worker.store.read(|view| view.queue()).unwrap();
        queue.photographs[0].upload
    }

    /// Works until the phone knows that the server has this much of its photograph.
    async fn until(&self, upload: Upload) {
        while self.upload() != upload {
            match self.look() {
                Action::Wait(Some(at)) => {
                    self.clock.advance(at.duration_since(self.clock.now()));
                }
                _ => drop(self.worker.turn().await.unwrap()),
            }
        }
    }
}

#[tokio::test]
async fn killed_while_an_upload_goes_on_it_asks_first_how_far_it_came() {
    let mut phone = Phone::new(8);
    let report = phone.file(1, 1);
    phone.worker.turn().await.unwrap();
    phone.server.will_fail([Fault::Half]);
    phone.until(Upload::At(500)).await;

    // Killed when another half of the rest has arrived.
    phone.worker.transport = Arc::new(Silent::default());
    assert!(phone.worker.turn().now_or_never().is_none());
    let (photograph, device) = phone
        .worker
        .store
        .read(|view| Ok((view.photographs(report)?.remove(0), view.device()?)))
        .unwrap();
    let jpeg = phone.worker.store.read(|view| view.jpeg(photograph.id));
    let some = bytes::Bytes::from(jpeg.unwrap()).slice(500..750);
    let who = Credentials {
        device: device.id,
        token: DeviceToken::from_random([0; 32]),
    };
    let nobody = Arc::new(|_| {});
    let there = phone
        .server
        .append_upload(&who, photograph.sha256, 500, some, nobody);
    assert_eq!(there.await, Ok(750));

    assert_eq!(phone.upload(), Upload::Unknown);
    phone.worker.transport = Arc::clone(&phone.server) as _;
    let requests = phone.server.requests();
    while phone.server.photographs() == 0 {
        phone.worker.turn().await.unwrap();
    }
    assert_eq!(
        phone.server.requests() - requests,
        2,
        "a question, the rest"
    );
    assert_eq!(phone.server.bytes_received(), 1_000, "each byte once");
}
