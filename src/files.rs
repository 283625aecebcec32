//! Files on disk or in an S3-compatible store, behind one type.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{
    ClientConfigKey, GetOptions, GetRange, ObjectStore, ObjectStoreExt, RetryConfig, WriteMultipart,
};

use crate::config::Config;
use crate::error::Result;

/// How long a bucket may be silent before a request to it has failed. Not how long a request may take: a video is
/// sent on as fast as it is watched.
const SILENCE: &str = "60s";
const ENDLESS: &str = "7days";

/// How long a request that failed is tried again. Somebody waits for the page meanwhile.
const TRY_AGAIN: Duration = Duration::from_secs(10);
const TRIES: usize = 3;

/// The store of all uploaded files. Keys are ours (`media/<id>`), never a visitor's file name.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Of a local store, to make a finished file durable.
    root: Option<Arc<PathBuf>>,
}

/// A file that is being written. Dropped unfinished, it leaves nothing behind: a bucket would keep, and charge for,
/// the parts that have arrived.
pub struct Writing {
    /// None once it was finished or thrown away.
    upload: Option<WriteMultipart>,
    path: Option<PathBuf>,
}

impl Files {
    /// The store that `STORAGE_URL` names, or a folder in the data folder.
    pub fn open(config: &Config) -> anyhow::Result<Self> {
        let Some(url) = &config.storage_url else {
            return Self::folder(config.data.join("files"));
        };
        let url = url::Url::parse(url).context("STORAGE_URL is not a URL")?;
        match url.scheme() {
            "file" => Self::folder(PathBuf::from(url.path())),
            "s3" => Self::bucket(&url),
            other => bail!("STORAGE_URL must begin with file:// or s3://, not {other}://"),
        }
    }

    fn bucket(url: &url::Url) -> anyhow::Result<Self> {
        let bucket = url.host_str().context("STORAGE_URL names no bucket")?;
        let client = |key| AmazonS3ConfigKey::Client(key);
        let mut builder = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .with_config(client(ClientConfigKey::Timeout), ENDLESS)
            .with_config(client(ClientConfigKey::ReadTimeout), SILENCE)
            .with_retry(RetryConfig {
                max_retries: TRIES,
                retry_timeout: TRY_AGAIN,
                ..RetryConfig::default()
            });
        for (name, value) in url.query_pairs() {
            builder = match name.as_ref() {
                "endpoint" => {
                    let plain = value.starts_with("http://");
                    builder.with_endpoint(value).with_allow_http(plain)
                }
                "region" => builder.with_region(value),
                other => bail!("STORAGE_URL has an unknown setting: {other}"),
            };
        }
        let bucket = builder.build()?;
        let prefix = Path::from_url_path(url.path())?;
        let store: Arc<dyn ObjectStore> = if prefix.as_ref().is_empty() {
            Arc::new(bucket)
        } else {
            Arc::new(PrefixStore::new(bucket, prefix))
        };
        Ok(Self { store, root: None })
    }

    /// In memory, for tests.
    pub fn memory() -> Self {
        Self {
            store: Arc::new(InMemory::new()),
            root: None,
        }
    }

    fn folder(root: PathBuf) -> anyhow::Result<Self> {
        std::fs::create_dir_all(&root)?;
        let store = LocalFileSystem::new_with_prefix(&root)?;
        Ok(Self {
            store: Arc::new(store),
            root: Some(Arc::new(root)),
        })
    }

    /// Begins a file under `key`.
    pub async fn create(&self, key: &str) -> Result<Writing> {
        let upload = self.store.put_multipart(&Path::from(key)).await?;
        Ok(Writing {
            upload: Some(WriteMultipart::new(upload)),
            path: self.root.as_ref().map(|root| root.join(key)),
        })
    }

    /// Stores a small file whole.
    pub async fn put(&self, key: &str, content: Bytes) -> Result<()> {
        let mut writing = self.create(key).await?;
        writing.write(content).await?;
        writing.finish().await
    }

    /// The bytes of `key` from `start` to before `end`, as a stream.
    pub async fn range(
        &self,
        key: &str,
        start: u64,
        end: u64,
    ) -> Result<BoxStream<'static, std::io::Result<Bytes>>> {
        let options = GetOptions {
            range: Some(GetRange::Bounded(start..end)),
            ..GetOptions::default()
        };
        let found = self.store.get_opts(&Path::from(key), options).await?;
        Ok(found.into_stream().map_err(std::io::Error::other).boxed())
    }

    /// The first `length` bytes, or all of a shorter file: enough to tell what it is.
    pub async fn head(&self, key: &str, length: u64) -> Result<Bytes> {
        let size = self.size(key).await?;
        if size == 0 {
            return Ok(Bytes::new());
        }
        Ok(self
            .store
            .get_range(&Path::from(key), 0..length.min(size))
            .await?)
    }

    /// Bytes `start..end` at once; for small reads.
    pub async fn bytes(&self, key: &str, start: u64, end: u64) -> Result<Bytes> {
        Ok(self.store.get_range(&Path::from(key), start..end).await?)
    }

    pub async fn size(&self, key: &str) -> Result<u64> {
        Ok(self.store.head(&Path::from(key)).await?.size)
    }

    pub async fn delete(&self, key: &str) -> Result<()> {
        match self.store.delete(&Path::from(key)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

impl Writing {
    /// Appends, waiting while too much is on its way.
    pub async fn write(&mut self, chunk: Bytes) -> Result<()> {
        if let Some(upload) = &mut self.upload {
            upload.wait_for_capacity(2).await?;
            upload.put(chunk);
        }
        Ok(())
    }

    /// Makes the file readable and durable.
    pub async fn finish(mut self) -> Result<()> {
        if let Some(upload) = self.upload.take() {
            upload.finish().await?;
        }
        if let Some(path) = self.path.take() {
            let synced = tokio::task::spawn_blocking(move || std::fs::File::open(path)?.sync_all());
            synced
                .await
                .map_err(anyhow::Error::from)?
                .map_err(anyhow::Error::from)?;
        }
        Ok(())
    }

    /// Throws away what was written.
    pub async fn abort(mut self) -> Result<()> {
        match self.upload.take() {
            Some(upload) => Ok(upload.abort().await?),
            None => Ok(()),
        }
    }
}

impl Drop for Writing {
    /// Whoever sent the file has gone, or the store failed.
    fn drop(&mut self) {
        let Some(upload) = self.upload.take() else {
            return;
        };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = upload.abort().await {
                    tracing::warn!(%error, "parts of an unfinished file stay in the store");
                }
            });
        }
    }
}
