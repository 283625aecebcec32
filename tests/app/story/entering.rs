//! The creators: account, draft, film, submission, receipt, changes.

use super::hand::Hand;
use super::people::{AMENDED, Person, Work};
use crate::support::link_in;

/// Address, password and profile, as sign-up and set-up ask for them.
pub async fn fills_in_the_account(hand: &Hand<'_>, person: &Person) {
    hand.write("email", person.email).await;
    hand.write("password", person.password()).await;
    hand.write("native_name", person.native).await;
    hand.write("latin_name", person.latin).await;
    hand.choose("country", person.country).await;
    hand.write("organisation", person.organisation).await;
    hand.choose("locale", person.language).await;
}

pub async fn signs_up_for_the_contest(hand: &Hand<'_>, person: &Person) {
    hand.leaves().await;
    hand.open("/").await;
    hand.reads_pages_in(person.locale).await;
    hand.press("main a[href='/contests/2023']").await;
    hand.press("main .hero a[href^='/sign-up']").await;
    fills_in_the_account(hand, person).await;
    hand.press("main form button").await;
    hand.is(person).await;
}

pub async fn confirms_the_address(hand: &Hand<'_>, person: &Person) {
    let mail = hand.app.mail_to(person.email).await;
    hand.open(link_in(&mail)).await;
    hand.press("main form button").await;
    hand.reads(match person.locale {
        "zh" => "邮箱已确认",
        _ => "Адрес подтверждён",
    })
    .await;
}

pub async fn begins_an_entry(hand: &Hand<'_>, work: &Work) {
    hand.open("/contests/2023").await;
    hand.reads_in(work.by.locale).await;
    hand.press("main .hero form[action$='/entries'] button")
        .await;
}

/// The film and its picture; what the form below already holds stays.
pub async fn sends_the_film(hand: &Hand<'_>, work: &Work) {
    for (place, file) in [("video", work.film), ("poster", work.poster)] {
        hand.attach(&format!("#{place}-file"), file).await;
        hand.press_until(&format!("#{place} form button"), file)
            .await;
    }
    // The length of the film is read from the file by a job.
    hand.app.mails().await;
}

pub async fn describes_the_film(hand: &Hand<'_>, work: &Work) {
    let locale = work.by.locale;
    hand.choose("category", work.category).await;
    hand.choose("original", work.by.language).await;
    hand.write(&format!("title.{locale}"), work.title).await;
    hand.write(&format!("synopsis.{locale}"), work.synopsis)
        .await;
    hand.write("statement", work.statement).await;
    hand.write("tags", work.tags).await;
    hand.write("made_on", work.made_on).await;
    hand.tick(&format!("main input[name=spoken][value={locale}]"))
        .await;
    for language in ["zh", "ru"] {
        hand.tick(&format!(
            "main input[name=subtitle_languages][value={language}]"
        ))
        .await;
    }
    hand.choose("ai_use", work.ai).await;
    hand.write("credit_name.0", work.by.native).await;
    hand.write("born_on", "2001-03-14").await;
    hand.write("answer.filmed-in", work.place).await;
    hand.choose("answer.first-shown", work.shown).await;
    hand.choose("answer.shot-with", work.with).await;
    hand.press("#entry-form button[value=save]").await;
    hand.reads(match locale {
        "zh" => "已保存",
        _ => "Сохранено",
    })
    .await;
}

/// Makes every declaration that a grown-up makes: the last one is a guardian's.
pub async fn declares_and_submits(hand: &Hand<'_>) {
    let declarations = hand.names("#entry-form input[name^='declare.']").await;
    for name in &declarations[..declarations.len() - 1] {
        hand.tick(&format!("main [name='{name}']")).await;
    }
    hand.press("#entry-form button[value=submit]").await;
}

/// The receipt's page; gives back its code.
pub async fn gets_a_receipt(hand: &Hand<'_>, work: &Work) -> String {
    hand.reads(match work.by.locale {
        "zh" => "提交回执",
        _ => "Квитанция",
    })
    .await;
    hand.reads(work.title).await;
    let code = hand.text_of("main .receipt dd.mono").await;
    let mail = hand.app.mail_to(work.by.email).await;
    assert!(mail.body.contains(&code), "{}", mail.body);
    code
}

/// Anyone who has the code can ask what was issued.
pub async fn anyone_checks_the_receipt(hand: &Hand<'_>, code: &str) {
    hand.leaves().await;
    hand.open("/").await;
    hand.press("footer a[href='/receipts']").await;
    hand.reads_pages_in("en").await;
    hand.write("receipt", code).await;
    hand.press("main form[action='/receipts'] button").await;
    hand.reads("What was issued").await;
    hand.reads(code).await;
    hand.reads("China-Russia Short Video Competition 2023")
        .await;
}

/// The mail says what to change, and leads to the entry.
pub async fn changes_what_was_asked_for(hand: &Hand<'_>, work: &Work, message: &str) {
    let mail = hand.app.mail_to(work.by.email).await;
    assert!(mail.body.contains(message), "{}", mail.body);
    hand.becomes(work.by).await;
    hand.open(link_in(&mail)).await;
    hand.reads("退回修改").await;
    hand.reads(message).await;
    assert!(!hand.says("Please").await, "only what is for this reader");
    hand.press("main .actions a[href$='/edit']").await;
    hand.reads("请修改： 简介").await;
    let field = format!("synopsis.{}", work.by.locale);
    hand.write(&field, AMENDED).await;
    hand.press("#entry-form button[value=submit]").await;
    hand.reads("作品已提交").await;
}
