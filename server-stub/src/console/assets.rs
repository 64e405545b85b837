//! The style sheet, the scripts and the pictures, compiled in. A room's styles are a file in `assets/css`;
//! they are joined here into the one that a browser fetches.
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

/// Joins the rooms' style sheets in the order in which they stand here.
macro_rules! sheets {
    ($($room:literal)*) => {
        concat!($(include_str!(concat!("../../assets/css/", $room, ".css")), "\n"),*)
    };
}

/// The one style sheet. A later room may say more about what an earlier one drew; paper is last,
/// since it takes away from all of them.
pub(super) static STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "console",
        "css",
        "text/css; charset=utf-8",
        sheets! {
            "base"
            "frame"
            "forms"
            "message"
            "list"
            "work"
            "communes"
            "together"
            "case"
            "steps"
            "doubles"
            "public"
            "intake"
            "settings"
            "older"
            "print"
        },
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

/// A library as it was published (`assets/vendor`), or a script of ours (`assets/js`).
macro_rules! script {
    ($(#[$doc:meta])* $asset:ident, $name:literal, $file:literal) => {
        $(#[$doc])*
        pub(super) static $asset: LazyLock<Asset> = LazyLock::new(|| {
            Asset::new(
                $name,
                "js",
                "text/javascript; charset=utf-8",
                include_str!(concat!("../../assets/", $file)),
            )
        });
    };
}

script! {
    /// Fetches parts of pages.
    HTMX, "htmx", "vendor/htmx.org/htmx.min.js"
}
script! {
    /// Draws maps, without WebGL.
    LEAFLET, "leaflet", "vendor/leaflet/leaflet.js"
}
script! {
    /// The list: shortcuts, choosing many, and what others do meanwhile.
    LIST_SCRIPT, "list", "js/list.js"
}
script! {
    /// The map beside the list.
    MAP_SCRIPT, "map", "js/map.js"
}
script! {
    /// A case's page: templates of replies.
    CASE_SCRIPT, "case", "js/case.js"
}
script! {
    /// A case's page: words in forms that nobody has sent.
    UNSENT_SCRIPT, "unsent", "js/unsent.js"
}
script! {
    /// Draws what is to be covered of a photograph.
    COVER_SCRIPT, "cover", "js/cover.js"
}

/// What Leaflet draws with. The pictures that it names are of controls that our map doesn't have.
pub(super) static LEAFLET_STYLE: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "leaflet",
        "css",
        "text/css; charset=utf-8",
        include_str!("../../assets/vendor/leaflet/leaflet.css"),
    )
});

/// The boundaries of all communes.
pub(super) static BOUNDARIES: LazyLock<Asset> = LazyLock::new(|| {
    Asset::new(
        "communes",
        "json",
        "application/json",
        langnghe_places::Communes::topology(),
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
    let all = [
        &STYLE,
        &ICONS,
        &MARK,
        &HTMX,
        &LEAFLET,
        &LEAFLET_STYLE,
        &LIST_SCRIPT,
        &MAP_SCRIPT,
        &CASE_SCRIPT,
        &UNSENT_SCRIPT,
        &COVER_SCRIPT,
        &BOUNDARIES,
    ];
    let Some(asset) = all.into_iter().find(|asset| asset.address == asked) else {
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

    /// Rules as they are written: what they apply to, and what they say.
    fn rules(sheet: &str) -> impl Iterator<Item = (&str, &str)> {
        let parts = sheet.split('}').filter_map(|part| part.rsplit_once('{'));
        parts.map(|(before, says)| {
            let applies = before.rsplit(['{', ';']).next().unwrap_or(before);
            (applies.rsplit("*/").next().unwrap_or(applies).trim(), says)
        })
    }

    #[test]
    fn no_box_with_a_gap_is_forgotten_for_older_browsers() {
        let (sheet, older) = STYLE.content.split_once("/* For browsers of 2016").unwrap();
        for (applies, says) in rules(sheet) {
            let is_box = says.contains("display: flex") || says.contains("inline-flex");
            let is_box = is_box || says.contains("display: grid");
            if !(is_box && says.contains("gap:")) {
                continue;
            }
            for one in applies.split(',').map(str::trim) {
                let is_named = [" ", "::"].map(|next| older.contains(&format!("{one}{next}")));
                assert_ne!(is_named, [false; 2], "{one} has no margins in older.css");
            }
        }
    }
}
