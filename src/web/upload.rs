//! Forms that may bring a text file.

use std::future::Future;
use std::pin::Pin;

use actix_multipart::Multipart;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;

use super::Form;
use crate::error::{Error, Result};

/// The most that such a form may send, its file included.
const MAX_BYTES: usize = 4 << 20;
/// What a part costs besides what is in it.
const PART: usize = 128;

/// A form in which the text of a file is the value of the field that it was chosen in, as if it had been typed. Bytes that are
/// not UTF-8 become U+FFFD. Without a file it may come as any other form does.
pub struct FormWithFile(pub Form);

impl FromRequest for FormWithFile {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Self>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let is_multipart = req
            .headers()
            .get("Content-Type")
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| value.starts_with("multipart/form-data"));
        if is_multipart {
            let parts = Multipart::new(req.headers(), payload.take());
            Box::pin(async move { Ok(Self(read(parts).await?)) })
        } else {
            let form = Form::from_request(req, payload);
            Box::pin(async move { Ok(Self(form.await?)) })
        }
    }
}

async fn read(mut parts: Multipart) -> Result<Form> {
    let (mut form, mut left) = (Form::new(), MAX_BYTES);
    while let Some(part) = parts.next().await {
        let mut part = part.map_err(|_| Error::Refused("error-not-a-form"))?;
        let name = part.name().map(ToOwned::to_owned);
        let name = name.ok_or(Error::Refused("error-not-a-form"))?;
        let bytes = part
            .bytes(left)
            .await
            .map_err(|_| Error::TooLarge)?
            .map_err(|_| Error::Refused("error-upload-cut"))?;
        let used = bytes.len() + PART;
        left = left.checked_sub(used).ok_or(Error::TooLarge)?;
        form = form.with(&name, String::from_utf8_lossy(&bytes));
    }
    Ok(form)
}
