//! Organisers' Markdown as safe HTML.

use std::collections::HashSet;
use std::sync::LazyLock;

use ammonia::Builder;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::default();
    // No pictures: a page loads nothing from elsewhere.
    builder
        .rm_tags(["img"])
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(Some("noopener noreferrer nofollow"));
    builder
});

/// HTML of `text` in which nothing runs and nothing is loaded from elsewhere. Its topmost headings become
/// headings of level `top`, so that they follow those of the page around it.
pub fn render(text: &str, top: usize) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let own_top = Parser::new_ext(text, options)
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
            _ => None,
        })
        .min()
        .unwrap_or(1);
    let moved = Parser::new_ext(text, options).map(|event| move_heading(event, own_top, top));
    let mut unsafe_html = String::new();
    html::push_html(&mut unsafe_html, moved);
    CLEANER.clean(&unsafe_html).to_string()
}

fn move_heading(event: Event<'_>, from: usize, to: usize) -> Event<'_> {
    let moved = |level: HeadingLevel| {
        HeadingLevel::try_from((level as usize + to - from).min(6)).unwrap_or(HeadingLevel::H6)
    };
    match event {
        Event::Start(Tag::Heading {
            level,
            id,
            classes,
            attrs,
        }) => Event::Start(Tag::Heading {
            level: moved(level),
            id,
            classes,
            attrs,
        }),
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(moved(level))),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn headings_follow_those_of_the_page() {
        let html = super::render("## A\n\n### B\n\n## C", 2);
        assert!(
            html.contains("<h2>A</h2>") && html.contains("<h3>B</h3>"),
            "{html}"
        );
    }

    #[test]
    fn nothing_in_a_text_runs_or_loads() {
        let html = super::render(
            "# T\n\n<script>alert(1)</script>\n\n![x](https://e.example/x.png) [a](javascript:alert(1)) [b](https://e.example)",
            3,
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
