//! Promises about the end of the process: what was acknowledged is there, whatever ends it.
//!
//! The real program serves a database of its own, in a process of its own. 32 clients submit entries and score films,
//! one request after another, and each keeps a ledger of what was acknowledged to it and of the one request that is
//! still unanswered. When so many answers have come, the client that got the last of them ends the process at once,
//! while the others are being served. Then the rows are read over a fresh connection: each ledger must find every
//! acknowledged row exactly as it was acknowledged, or as its unanswered request would have left it.

mod clients;
mod ledger;
mod program;
mod rows;
mod scene;

use std::time::{Duration, Instant};

use program::End;
pub use scene::session;
use scene::{Counts, Scene};

/// Half of them are creators, half judges.
const CLIENTS: usize = 32;
const KILLS: usize = 22;

#[actix_web::test]
async fn sigkill_amid_32_clients_loses_no_acknowledged_write() {
    let mut scene = Scene::new(CLIENTS).await;
    let (started, mut all) = (Instant::now(), Counts::default());
    for round in 0..KILLS {
        // Answers after which the process is killed: another number each time.
        let after = 12 + round * 37 % 61;
        all += scene.play(End::Killed { after }).await;
    }
    scene.check_whole().await;
    println!(
        "{KILLS} kills on {} in {:.1} s: {all}",
        scene.engine(),
        started.elapsed().as_secs_f32()
    );
    assert!(all.submissions > 0 && all.saves > 0 && all.scores > 0 && all.ballots > 0);
}

#[actix_web::test]
async fn sigterm_answers_every_request_that_was_sent_before() {
    let mut scene = Scene::new(CLIENTS).await;
    let started = Instant::now();
    let counts = scene.play(End::Terminated).await;
    // No ledger has a request without an answer: `play` has looked. The program ended by itself, and soon.
    assert_eq!(counts.unanswered, 0, "{counts}");
    assert!(started.elapsed() < Duration::from_secs(25));
    scene.check_whole().await;
}
