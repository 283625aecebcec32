//! The real program in a process of its own, and its end.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How a round ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// By SIGKILL, at once when so many answers have come.
    Killed { after: usize },
    /// By SIGTERM, at once when every client has had an answer, so that all are connected.
    Terminated,
}

/// A process that serves, until its end comes.
pub struct Program {
    child: Mutex<Child>,
    pub url: String,
    log: PathBuf,
    end: End,
    clients: usize,
    answers: AtomicUsize,
    connected: AtomicUsize,
    ended: AtomicBool,
}

const START: Duration = Duration::from_secs(60);

impl Program {
    /// Starts it on a free port and waits until it answers.
    pub async fn start(folder: &Path, database: &str, end: End, clients: usize) -> Self {
        let log = folder.join("program.log");
        let begun = Instant::now();
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        loop {
            let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
            let address = listener.local_addr().unwrap().to_string();
            drop(listener);
            let mut child = Command::new(env!("CARGO_BIN_EXE_shortlist"))
                .args(["serve", "--no-worker", "--listen", &address])
                .args(["--database-url", database])
                .arg("--data")
                .arg(folder.join("data"))
                .args(["--base-url", "http://localhost"])
                .args(["--trusted-proxies", "127.0.0.1"])
                .env_clear()
                .env("RUST_LOG", "warn")
                .stdin(Stdio::null())
                .stdout(Stdio::null())
                .stderr(File::create(&log).unwrap())
                .spawn()
                .unwrap();
            let url = format!("http://{address}");
            while child.try_wait().unwrap().is_none() {
                assert!(begun.elapsed() < START, "{}", said(&log));
                if is_healthy(&client, &url).await {
                    return Self {
                        child: Mutex::new(child),
                        url,
                        log,
                        end,
                        clients,
                        answers: AtomicUsize::new(0),
                        connected: AtomicUsize::new(0),
                        ended: AtomicBool::new(false),
                    };
                }
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
            // Somebody else took the port meanwhile; anything else is told.
            assert!(said(&log).contains("cannot listen"), "{}", said(&log));
        }
    }

    /// An answer has come, the client's `nth` of this round. Ends the process if it was the one waited for.
    pub fn answered(&self, nth: usize) {
        let answers = self.answers.fetch_add(1, Ordering::SeqCst) + 1;
        match self.end {
            End::Killed { after } if answers == after => {
                self.ended.store(true, Ordering::SeqCst);
                self.child.lock().unwrap().kill().unwrap();
            }
            End::Terminated
                if nth == 1
                    && self.connected.fetch_add(1, Ordering::SeqCst) + 1 == self.clients =>
            {
                self.ended.store(true, Ordering::SeqCst);
                self.terminate();
            }
            _ => {}
        }
    }

    fn terminate(&self) {
        let pid = self.child.lock().unwrap().id();
        let told = Command::new("sh")
            .args(["-c", &format!("kill -TERM {pid}")])
            .status();
        assert!(told.unwrap().success());
    }

    pub fn has_ended(&self) -> bool {
        self.ended.load(Ordering::SeqCst)
    }

    /// Whether a request may stay without an answer now.
    pub fn may_be_silent(&self) -> bool {
        self.has_ended() && self.end != End::Terminated
    }

    /// Waits until the process is gone.
    pub async fn gone(&self) -> ExitStatus {
        loop {
            if let Some(status) = self.child.lock().unwrap().try_wait().unwrap() {
                return status;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    }

    /// What it logged.
    pub fn said(&self) -> String {
        said(&self.log)
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if let Ok(child) = self.child.get_mut() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn said(log: &Path) -> String {
    std::fs::read_to_string(log).unwrap_or_default()
}

async fn is_healthy(client: &reqwest::Client, url: &str) -> bool {
    let answer = client.get(format!("{url}/healthz")).send().await;
    answer.is_ok_and(|answer| answer.status() == 200)
}
