//! Password hashing with argon2id on a few threads of its own.
//!
//! A hash takes 19 MiB and 25 ms. In an unbounded pool a sign-in storm would take gigabytes and starve every
//! other request, so two threads with one block of memory each serve a short queue; beyond it the answer is
//! "busy, come back", which the visitor's browser may do.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::anyhow;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Block, Params, Version};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio::sync::oneshot;

use crate::error::{Error, Result};

/// Waiting hashes a thread: at 25 ms each, about half a second.
const QUEUE_A_THREAD: usize = 20;
const HASH_BYTES: usize = 32;

/// What a hash costs.
#[derive(Clone, Copy, Debug)]
pub struct Cost {
    pub memory_kib: u32,
    pub passes: u32,
}

impl Default for Cost {
    /// OWASP's first choice for argon2id.
    fn default() -> Self {
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
        }
    }
}

impl Cost {
    /// For tests, which would otherwise spend most of their time here.
    pub fn cheap() -> Self {
        Self {
            memory_kib: 8,
            passes: 1,
        }
    }

    fn params(self) -> anyhow::Result<Params> {
        Params::new(self.memory_kib, self.passes, 1, Some(HASH_BYTES)).map_err(|e| anyhow!("{e}"))
    }
}

enum Task {
    Hash {
        password: String,
        reply: oneshot::Sender<anyhow::Result<String>>,
    },
    Verify {
        password: String,
        hash: String,
        reply: oneshot::Sender<anyhow::Result<bool>>,
    },
}

/// The threads that hash. Cheap to clone.
#[derive(Clone)]
pub struct Hasher {
    queue: SyncSender<Task>,
    /// A hash of nothing, checked for accounts that do not exist so that they take as long.
    dummy: Arc<str>,
}

impl Hasher {
    pub fn start(threads: usize, cost: Cost) -> anyhow::Result<Self> {
        let threads = threads.max(1);
        let (queue, tasks) = sync_channel(threads * QUEUE_A_THREAD);
        let tasks = Arc::new(Mutex::new(tasks));
        for _ in 0..threads {
            let tasks = Arc::clone(&tasks);
            std::thread::Builder::new()
                .name("password-hasher".to_owned())
                .spawn(move || serve(&tasks, cost))?;
        }
        let dummy = hash("", cost, &mut Vec::new())?.into();
        Ok(Self { queue, dummy })
    }

    /// The hash to store for `password`.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let (reply, answer) = oneshot::channel();
        self.send(Task::Hash {
            password: password.to_owned(),
            reply,
        })?;
        Ok(answer.await.map_err(|_| Error::Busy)??)
    }

    /// Whether `password` is the one that was hashed. `None` takes as long and says no.
    pub async fn verify(&self, password: &str, hash: Option<&str>) -> Result<bool> {
        let (reply, answer) = oneshot::channel();
        let known = hash.is_some();
        let hash = hash.unwrap_or(&self.dummy).to_owned();
        self.send(Task::Verify {
            password: password.to_owned(),
            hash,
            reply,
        })?;
        Ok(answer.await.map_err(|_| Error::Busy)?? && known)
    }

    fn send(&self, task: Task) -> Result<()> {
        self.queue.try_send(task).map_err(|_| Error::Busy)
    }
}

/// Lets all other threads of the process go first: a storm of sign-ins must not make pages wait.
fn step_back() {
    // On Linux each thread has a niceness of its own. Where it cannot be set, hashing is as it was.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(Some(rustix::thread::gettid()), 10);
}

fn serve(tasks: &Mutex<Receiver<Task>>, cost: Cost) {
    step_back();
    let mut memory = Vec::new();
    loop {
        let task = tasks.lock().unwrap_or_else(PoisonError::into_inner).recv();
        // Nobody may wait for the answer any more; then there is nothing to tell.
        let _ = match task {
            Ok(Task::Hash { password, reply }) => {
                reply.send(hash(&password, cost, &mut memory)).map_err(drop)
            }
            Ok(Task::Verify {
                password,
                hash,
                reply,
            }) => reply
                .send(verify(&password, &hash, &mut memory))
                .map_err(drop),
            Err(_) => return,
        };
    }
}

fn hash(password: &str, cost: Cost, memory: &mut Vec<Block>) -> anyhow::Result<String> {
    let mut salt = [0_u8; 16];
    getrandom::fill(&mut salt)?;
    let digest = digest(password, &salt, cost.params()?, memory)?;
    Ok(format!(
        "$argon2id$v=19$m={},t={},p=1${}${}",
        cost.memory_kib,
        cost.passes,
        STANDARD_NO_PAD.encode(salt),
        STANDARD_NO_PAD.encode(digest),
    ))
}

fn verify(password: &str, stored: &str, memory: &mut Vec<Block>) -> anyhow::Result<bool> {
    let parsed = PasswordHash::new(stored).map_err(|e| anyhow!("{e}"))?;
    let (Some(salt), Some(expected)) = (parsed.salt, parsed.hash) else {
        return Err(anyhow!("a stored password hash has no salt"));
    };
    let params = Params::try_from(&parsed).map_err(|e| anyhow!("{e}"))?;
    let digest = digest(password, salt.as_ref(), params, memory)?;
    Ok(same(&digest, expected.as_bytes()))
}

fn digest(
    password: &str,
    salt: &[u8],
    params: Params,
    memory: &mut Vec<Block>,
) -> anyhow::Result<[u8; HASH_BYTES]> {
    memory.resize(params.block_count().max(memory.len()), Block::new());
    let mut out = [0; HASH_BYTES];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut out, memory.as_mut_slice())
        .map_err(|e| anyhow!("{e}"))?;
    Ok(out)
}

/// Compares in a time that does not tell where the first difference is.
fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len() && a.iter().zip(b).fold(0, |differ, (x, y)| differ | (x ^ y)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_another_is_not() {
        let mut memory = Vec::new();
        let stored = hash("пароль 密码", Cost::cheap(), &mut memory).expect("hashes");
        assert!(verify("пароль 密码", &stored, &mut memory).expect("verifies"));
        assert!(!verify("пароль", &stored, &mut memory).expect("verifies"));
    }

    #[test]
    fn the_hash_is_the_one_that_others_compute() {
        // The reference command: echo -n password | argon2 somesalt -id -t 2 -k 65536 -p 1 -l 32 -e
        let stored = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";
        assert!(verify("password", stored, &mut Vec::new()).expect("verifies"));
    }
}
