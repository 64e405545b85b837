//! The style sheet and the pictures, compiled in.
//!
//! Their addresses carry a hash of their content, so a browser may keep them for a year and
//! still never shows an old style beside a new page.

use std::sync::LazyLock;

use axum::{
    extract::Path,
    http::{
        HeaderValue, StatusCode,
        header::{CACHE_CONTROL, CONTENT_TYPE},
    },
    response::{IntoResponse, Response},
};
use langnghe_wire::Sha256;

/// A file and the address that its content gives it.
pub(super) struct Asset {
    /// Where a page finds it.
    pub(super) address: String,
    content: &'static str,
    kind: &'static str,
}

impl Asset {
    fn new(name: &str, extension: &str, kind: &'static str, content: &'static str) -> Self {
        let hash = Sha256::of(content.as_bytes()).to_string();
        let address = format!("/console/assets/{name}.{}.{extension}", &hash[..16]);
        Self {
            address,
            content,
            kind,
        }
    }
}

/// The one style sheet.
pub(super) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "console",
        "css",
        "text/css; charset=utf-8",
        include_str!("../../assets/console.css"),
    )
});

/// The pictures: a symbol a category.
pub(super) static ICONS: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "icons",
        "svg",
        "image/svg+xml",
        include_str!("../../assets/icons.svg"),
    )
});

/// The product's mark, as browsers show it beside a title.
pub(super) static MARK: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "mark",
        "svg",
        "image/svg+xml",
        include_str!("../../assets/mark.svg"),
    )
});

/// The symbol of a category; one that the sprite doesn't have is drawn as "other".
pub(super) fn symbol(category: &str) -> &str {
    let quoted = format!("id=\"{category}\"");
    if ICONS.content.contains(&quoted) {
        category
    } else {
        "other"
    }
}

/// `GET /console/assets/{file}`
pub(super) async fn serve(Path(file): Path<String>) -> Response {
    let asked = format!("/console/assets/{file}");
    let Some(asset) = [&*STYLE, &*ICONS, &*MARK]
        .into_iter()
        .find(|asset| asset.address == asked)
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    let kind = HeaderValue::from_static(asset.kind);
    (
        [(CONTENT_TYPE, kind), (CACHE_CONTROL, forever)],
        asset.content,
    )
        .into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_category_has_its_own_picture() {
        for category in &langnghe_places::Catalogue::bundled().categories {
            assert_eq!(symbol(&category.code), category.code);
        }
    }

    #[test]
    fn what_isnt_there_is_drawn_as_other() {
        assert_eq!(symbol("ufo"), "other");
        assert_eq!(symbol("\" onload=\"x"), "other");
    }
}
