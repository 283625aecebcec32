//! Organisers' Markdown as safe HTML.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Options, Parser, html};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    // No pictures: a page loads nothing from elsewhere.
    builder
        .rm_tags(["img"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// HTML of `text` in which nothing runs and nothing is loaded from elsewhere. Its top heading is an h3.
pub fn render(text: &str) -> String {
    let parser = Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let lowered = parser.map(lower_headings);
    let mut unsafe_html = String::new();
    html::push_html(&mut unsafe_html, lowered);
    CLEANER.clean(&unsafe_html).to_string()
}

/// The page has its own h1 and h2, so a `#` of the text is an h3.
fn lower_headings(event: pulldown_cmark::Event<'_>) -> pulldown_cmark::Event<'_> {
    use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};
    let lower = |level: HeadingLevel| {
        HeadingLevel::try_from((level as usize + 2).min(6)).unwrap_or(HeadingLevel::H6)
    };
    match event {
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: lower(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(lower(level))),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_in_a_text_runs_or_loads() {
        let html = super::render(
            "# T\n\n<script>alert(1)</script>\n\n![x](https://e.example/x.png) [a](javascript:alert(1)) [b](https://e.example)",
        );
        assert!(html.contains("<h3>T</h3>"), "{html}");
        assert!(
            !html.contains("<script")
                && !html.contains("href=\"javascript")
                && !html.contains("<img")
        );
        assert!(html.contains("noopener"), "{html}");
    }
}
