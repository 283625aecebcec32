//! The theme check: what a creator reads while typing, what a screener decides against it, how an admin changes it.

use super::entering;
use super::hand::Hand;
use super::people::{ADMIN, ANNA, SCREENER, SKIS, Work};

/// What Anna writes first: a review of a telephone.
const OFF: (&str, &str) = (
    "Обзор нового телефона",
    "Сравниваем камеру, экран и батарею двух моделей, считаем цену и выбираем, какой аппарат купить в магазине.",
);

/// What is nearly about the theme, and needs a person.
const NEAR: (&str, &str) = (
    "Старый трамвай",
    "Вагон № 71 полвека ходил по набережной. В мае его отвезли в парк и покрасили заново.",
);

/// A keyword, a side and a blocked word of the second version of the profile.
const WORD: &str = "трамвай";
const SIDE: (&str, &str) = (
    "Things with a past",
    "An old tram, a boat or a clock is mended and serves people again.",
);
const BLOCKED: &str = "ростовщик*";

/// What she makes of it.
const MENDED: Work = Work {
    synopsis: "Каждую субботу бабушка Зоя, её внуки и соседи по двору идут на лыжах восемь километров: спорт даёт им силы, а чай и песни в соседней деревне — новых друзей.",
    ..SKIS
};

pub const TRAM: Work = Work {
    title: NEAR.0,
    synopsis: NEAR.1,
    film: "waves.mp4",
    poster: "waves.jpg",
    statement: "Вещи живут, пока о них помнят.",
    tags: "город",
    ..SKIS
};

/// The panel answers what is typed, and names what to do; the creator does it.
pub async fn the_creator_reads_the_advice_and_mends_the_text(hand: &Hand<'_>) {
    entering::begins_an_entry(hand, &SKIS).await;
    hand.choose("original", ANNA.language).await;
    hand.write("title.ru", OFF.0).await;
    hand.write("synopsis.ru", OFF.1).await;
    hand.waits_for("#theme-panel .warn", "Тема не распознана")
        .await;
    assert!(
        !hand.text_of("#theme-panel").await.contains("0."),
        "a creator sees no number"
    );
    hand.write("title.ru", MENDED.title).await;
    hand.write("synopsis.ru", MENDED.synopsis).await;
    hand.waits_for("#theme-panel .good", "Тема распознана")
        .await;
    entering::describes_the_film(hand, &MENDED).await;
    entering::sends_the_film(hand, &MENDED).await;
    entering::declares_and_submits(hand).await;
    entering::gets_a_receipt(hand, &MENDED).await;
}

/// What is not clear is submitted all the same: a person will look.
pub async fn the_creator_submits_what_a_person_must_look_at(hand: &Hand<'_>) {
    entering::begins_an_entry(hand, &TRAM).await;
    entering::describes_the_film(hand, &TRAM).await;
    hand.waits_for("#theme-panel .warn", "Тема").await;
    entering::sends_the_film(hand, &TRAM).await;
    entering::declares_and_submits(hand).await;
    entering::gets_a_receipt(hand, &TRAM).await;
}

/// The queue says why the entry stands in it; the screener decides otherwise, with a reason.
pub async fn the_screener_overrules_the_check(hand: &Hand<'_>) {
    hand.app.mails().await;
    hand.becomes(&SCREENER).await;
    hand.press("header a[href='/work']").await;
    hand.press("main a[href$='/screening']").await;
    hand.reads("需要人工查看").await;
    hand.press(&format!(
        "//main//table//a[normalize-space()='{}']",
        TRAM.title
    ))
    .await;
    hand.press("#decide form[action$='/claim'] button").await;
    hand.reads("需要人工查看").await;
    hand.pick("decision", "accepted").await;
    hand.choose("reason", "符合条件").await;
    hand.press("#decide form[action$='/decision'] .actions button")
        .await;
}

/// A new side, a keyword and a blocked word, tried on the entries, published, and the entries checked by them.
pub async fn the_admin_changes_the_profile_and_checks_again(hand: &Hand<'_>) {
    hand.becomes(&ADMIN).await;
    hand.press("main a[href$='/2023/admin']").await;
    hand.press("nav.console-menu a[href$='/admin/theme']").await;
    hand.reads("version 1").await;
    hand.press("main a[href$='/theme/profile']").await;
    hand.press("main button[value='add']").await;
    hand.write("facet.6.label.en", SIDE.0).await;
    hand.write("facet.6.text.en", SIDE.1).await;
    adds_a_line(hand, "keywords.ru", WORD).await;
    adds_a_line(hand, "words.block.ru", BLOCKED).await;
    hand.press("//main//form/div[@class='actions'][last()]/button")
        .await;
    hand.reads(SIDE.0).await;
    hand.reads("+ ростовщик…").await;
    hand.reads(&format!("+ {WORD}")).await;
    hand.reads("would be judged differently").await;
    hand.press("#publish form button").await;
    hand.reads("version 2").await;
    hand.pick("scope", "all").await;
    hand.press("#recheck form button").await;
    hand.reads("by version 2").await;
    hand.press("main form[action$='/rechecks'] .actions button")
        .await;
    hand.app.mails().await;
    hand.press("nav.console-menu a[href$='/admin/entries']")
        .await;
    hand.press(&format!(
        "//main//table//a[normalize-space()='{}']",
        TRAM.title
    ))
    .await;
}

/// One more line at the end of a list, as pasting does.
async fn adds_a_line(hand: &Hand<'_>, name: &str, line: &str) {
    let field = format!("main textarea[name='{name}']");
    let lines = hand.holds(&field).await;
    hand.pastes(&field, &format!("{lines}\n{line}")).await;
}

/// Submission, both checks and the decision, in the entry's own history.
pub async fn the_timeline_tells_all_of_it(hand: &Hand<'_>) {
    let timeline = hand
        .text_of("//main//section[h2[normalize-space()='Timeline']]/ol")
        .await;
    for words in [
        "submitted",
        "theme check by version 1 of the profile: A person should look",
        "theme check by version 2 of the profile",
        "accepted",
    ] {
        assert!(timeline.contains(words), "{words:?} is not in\n{timeline}");
    }
    hand.press("nav.console-menu a[href$='/admin/theme']").await;
    hand.press("main a[href$='/theme/agreement']").await;
    hand.reads("1").await;
}
