//! What can go wrong in a request, as the visitor is told it.

use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, ResponseError};
use diesel::result::{DatabaseErrorKind, Error as DieselError};

pub type Result<T> = std::result::Result<T, Error>;

/// One of these becomes a page in the visitor's language; see `web/errors.rs`. Text keys are told, internals never.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Also for what exists but is not the visitor's to see.
    #[error("not found")]
    NotFound,
    #[error("sign in first")]
    SignInFirst,
    /// The request itself is refused: another site sent it, or it is malformed.
    #[error("refused: {0}")]
    Refused(&'static str),
    /// The thing is no longer in the state that the request takes for granted. The text key says which.
    #[error("conflict: {0}")]
    Conflict(&'static str),
    #[error("too large")]
    TooLarge,
    /// Over a limit: come back after this long.
    #[error("too many requests")]
    TooMany(Duration),
    /// Every worker is taken: nothing was done, come back shortly.
    #[error("busy")]
    Busy,
    /// The store of files does not answer, or does not do what it is asked.
    #[error("the file store failed: {0:#}")]
    Storage(anyhow::Error),
    #[error("{0:#}")]
    Internal(anyhow::Error),
}

impl Error {
    /// The key of the text that explains it.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotFound => "error-not-found",
            Self::SignInFirst => "error-sign-in-first",
            Self::Refused(key) | Self::Conflict(key) => key,
            Self::TooLarge => "error-too-large",
            Self::TooMany(_) => "error-too-many",
            Self::Busy => "error-busy",
            Self::Storage(_) => "error-storage",
            Self::Internal(_) => "error-internal",
        }
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::Refused(_) => StatusCode::FORBIDDEN,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooMany(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy | Self::Storage(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Writes down what the visitor is not told.
    pub fn log(&self) {
        match self {
            Self::Internal(cause) => {
                tracing::error!(error = format!("{cause:#}"), "a request failed");
            }
            Self::Storage(cause) => {
                tracing::error!(error = format!("{cause:#}"), "the file store failed");
            }
            _ => {}
        }
    }

    /// Seconds after which the same request may go through.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::TooMany(wait) => Some(wait.as_secs().max(1)),
            Self::Busy => Some(2),
            Self::Storage(_) => Some(30),
            _ => None,
        }
    }
}

impl ResponseError for Error {
    fn status_code(&self) -> StatusCode {
        self.status()
    }

    /// Only the status: the page around it is made by `web/errors.rs`.
    fn error_response(&self) -> HttpResponse {
        let mut response = HttpResponse::build(self.status());
        if let Some(seconds) = self.retry_after() {
            response.insert_header(("Retry-After", seconds.to_string()));
        }
        response.finish()
    }
}

impl From<DieselError> for Error {
    fn from(error: DieselError) -> Self {
        match error {
            DieselError::NotFound => Self::NotFound,
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => {
                Self::Conflict("error-already-there")
            }
            other => Self::Internal(other.into()),
        }
    }
}

impl From<anyhow::Error> for Error {
    fn from(error: anyhow::Error) -> Self {
        Self::Internal(error)
    }
}

impl From<askama::Error> for Error {
    fn from(error: askama::Error) -> Self {
        Self::Internal(error.into())
    }
}

impl From<object_store::Error> for Error {
    fn from(error: object_store::Error) -> Self {
        match error {
            object_store::Error::NotFound { .. } => Self::NotFound,
            other => Self::Storage(other.into()),
        }
    }
}
