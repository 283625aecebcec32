//! Parts of an upload in the store of files: each arrives as an object of its own, and the last makes them one file.

use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::{Stream, StreamExt};

use super::arrival::{Arrived, Arriving, Refusal};
use super::sniff::{ENOUGH, FileType};
use super::upload::{Part, Upload};
use crate::app::App;
use crate::db::Id;
use crate::error::{Error, Result};
use crate::files::Files;

/// A line that brings nothing for so long is cut.
const SILENCE: Duration = Duration::from_secs(60);

/// Keeps what arrives of an upload until its body ends or breaks off: what came before the cut is not lost. None if
/// nothing came. The beginning of a file tells at once whether it is of the right type.
pub async fn receive<E>(
    files: &Files,
    upload: &Upload,
    mut body: impl Stream<Item = std::result::Result<Bytes, E>> + Unpin,
) -> std::result::Result<Option<Part>, Refusal> {
    let room = upload.missing() as u64;
    let storage_key = format!("uploads/{}/{}", upload.id, Id::<Part>::new());
    let mut writing = files.create(&storage_key).await?;
    let mut head = (upload.received == 0).then(BytesMut::new);
    let mut size = 0;
    while let Ok(Some(Ok(chunk))) = tokio::time::timeout(SILENCE, body.next()).await {
        size += chunk.len() as u64;
        if size > room {
            writing.abort().await?;
            return Err(Refusal::TooLarge {
                limit: upload.size as u64,
            });
        }
        if let Some(begun) = &mut head {
            let wanted = ENOUGH.saturating_sub(begun.len()).min(chunk.len());
            begun.extend_from_slice(chunk.get(..wanted).unwrap_or_default());
            if begun.len() >= ENOUGH || size == room {
                if FileType::sniff(begun, upload.kind).is_none() {
                    writing.abort().await?;
                    return Err(Refusal::WrongType(upload.kind));
                }
                head = None;
            }
        }
        writing.write(chunk).await?;
    }
    if size == 0 {
        writing.abort().await?;
        return Ok(None);
    }
    writing.finish().await?;
    Ok(Some(Part {
        start: upload.received,
        size: size as i64,
        storage_key,
    }))
}

/// Makes one file of all parts, by the rules of a file that arrives at once.
pub async fn join(
    files: &Files,
    upload: &Upload,
    parts: &[Part],
) -> std::result::Result<Arrived, Refusal> {
    let mut arriving = Arriving::new(upload.kind, upload.size as u64);
    for part in parts {
        let mut content = files.range(&part.storage_key, 0, part.size as u64).await?;
        while let Some(chunk) = content.next().await {
            let chunk = chunk.map_err(|error| Error::Storage(error.into()))?;
            arriving.push(files, chunk).await?;
        }
    }
    arriving.finish(files, &upload.file_name).await
}

/// The job after an upload: deletes its parts once it is whole or over.
pub async fn clear(app: &App, id: Id<Upload>) -> Result<()> {
    let now = app.clock.now();
    let parts = app
        .db
        .read(move |conn| Upload::remains(conn, id, now))
        .await?;
    for part in &parts {
        app.files.delete(&part.storage_key).await?;
    }
    app.db
        .write(move |conn| Upload::cleared(conn, id, &parts, now))
        .await
}
