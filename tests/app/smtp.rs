//! Promises about mail through a real mail server, which keeps what it gets.
//!
//! `scripts/test` starts the server and names it in `TEST_SMTP_URL` and its mailbox in `TEST_MAILBOX`.

use std::path::Path;

use shortlist::jobs::worker;

use crate::support::TestApp;

#[actix_web::test]
async fn a_confirmation_arrives_in_the_recipients_language_whole() {
    let (Ok(url), Ok(mailbox)) = (
        std::env::var("TEST_SMTP_URL"),
        std::env::var("TEST_MAILBOX"),
    ) else {
        println!("no TEST_SMTP_URL: this test did not run; scripts/test gives one");
        return;
    };
    let app = TestApp::with(|config| config.smtp_url = Some(url)).await;
    let address = format!("li.{}@example.cn", uuid::Uuid::now_v7().simple());
    app.visitor()
        .post(
            "/sign-up",
            &[
                ("email", &address),
                ("password", "a long enough phrase"),
                ("native_name", "李伟 🎬"),
                ("latin_name", "Li Wei"),
                ("country", "CN"),
                ("locale", "zh"),
            ],
        )
        .await
        .leads_to("/entries");
    assert_eq!(worker::drain(&app.app).await.unwrap(), 1);
    let mail = parsed(&mailbox, &address);
    assert!(mail.contains("请确认您的邮箱"), "{mail}");
    assert!(
        mail.contains("李伟 🎬，您好") && mail.contains("/links/confirm/"),
        "{mail}"
    );
    assert_eq!(
        worker::drain(&app.app).await.unwrap(),
        0,
        "nothing is sent twice"
    );
}

/// Subject and body of the mail to `address`, read by Python's own mail parser.
fn parsed(mailbox: &str, address: &str) -> String {
    let program = "import sys, email, email.policy, pathlib
for path in pathlib.Path(sys.argv[1], 'new').iterdir():
    mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
    if sys.argv[2] in mail['to']:
        print(mail['subject']); print(mail.get_content())
";
    assert!(Path::new(mailbox).is_dir());
    let python = std::env::var("TEST_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let output = std::process::Command::new(python)
        .args(["-c", program, mailbox, address])
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}
