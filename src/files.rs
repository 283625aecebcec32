//! Files on disk or in an S3-compatible store, behind one type.

use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, bail};
use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::memory::InMemory;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStore, ObjectStoreExt, WriteMultipart};

use crate::config::Config;
use crate::error::Result;

/// The store of all uploaded files. Keys are ours (`media/<id>`), never a visitor's file name.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    /// Of a local store, to make a finished file durable.
    root: Option<Arc<PathBuf>>,
}

/// A file that is being written. Dropped unfinished, it leaves nothing readable behind.
pub struct Writing {
    upload: WriteMultipart,
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
            "s3" => {
                let bucket = url.host_str().context("STORAGE_URL names no bucket")?;
                let mut builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
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
                Ok(Self {
                    store: Arc::new(builder.build()?),
                    root: None,
                })
            }
            other => bail!("STORAGE_URL must begin with file:// or s3://, not {other}://"),
        }
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
            upload: WriteMultipart::new(upload),
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
        self.upload.wait_for_capacity(2).await?;
        self.upload.put(chunk);
        Ok(())
    }

    /// Makes the file readable and durable.
    pub async fn finish(self) -> Result<()> {
        self.upload.finish().await?;
        if let Some(path) = self.path {
            let synced = tokio::task::spawn_blocking(move || std::fs::File::open(path)?.sync_all());
            synced
                .await
                .map_err(anyhow::Error::from)?
                .map_err(anyhow::Error::from)?;
        }
        Ok(())
    }

    /// Throws away what was written.
    pub async fn abort(self) -> Result<()> {
        Ok(self.upload.abort().await?)
    }
}
