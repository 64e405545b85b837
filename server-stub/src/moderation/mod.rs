//! What has to happen before anything of a case becomes public.
//!
//! Nothing is public by itself: an officer lets it out, piece by piece
//! ([`case::public`](crate::case::public)). [`personal`] shows them where a text tells who somebody
//! is; [`public_view`] is what the public then sees, and the only way to it.

pub mod personal;
mod view;

pub use view::{Near, PublicReply, PublicView, public_view};
