//! What went wrong, as RFC 9457 has it; pages show the same words.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::time::Duration;
use utoipa::ToSchema;

/// A problem document (`application/problem+json`, RFC 9457).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Problem {
    /// Stable name of the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind in words.
    pub title: &'static str,
    /// HTTP status.
    pub status: u16,
    /// What happened and what to do about it.
    pub detail: String,
    /// Stable code of Isnad.
    pub code: &'static str,
    /// What it is about: a parameter, an id.
    #[serde(skip)]
    #[schema(ignore)]
    pub what: Box<str>,
    /// Seconds after which to ask again.
    #[serde(skip)]
    #[schema(ignore)]
    pub retry: Option<u64>,
}

impl Problem {
    fn new(status: StatusCode, code: &'static str, title: &'static str, detail: String) -> Problem {
        Problem { kind: format!("urn:isnad:problem:{code}"), title, status: status.as_u16(), detail, code, what: Box::default(), retry: None }
    }

    /// A parameter that cannot be read; `hint` says how to write it.
    pub fn parameter(name: &str, hint: &str) -> Problem {
        let name: String = name.chars().take(40).collect();
        Problem {
            what: name.as_str().into(),
            ..Problem::new(StatusCode::BAD_REQUEST, "N0801", "a parameter cannot be read", format!("`{name}`: {hint}"))
        }
    }

    /// Nothing goes by that id.
    pub fn missing(what: &str) -> Problem {
        let what: String = what.chars().take(120).collect();
        let detail = format!("nothing in this view goes by `{what}`; it may be there without `as_of` and `without`");
        Problem { what: what.into(), ..Problem::new(StatusCode::NOT_FOUND, "N0802", "not found", detail) }
    }

    /// The desk is at its bound.
    pub fn busy() -> Problem {
        let detail = "too much is being asked for at once (new views, whole records); ask again in a moment".to_owned();
        Problem { retry: Some(2), ..Problem::new(StatusCode::SERVICE_UNAVAILABLE, "N0803", "busy", detail) }
    }

    /// No token, or none that is known and still good.
    pub fn unauthorized() -> Problem {
        let detail = "send a token that is known here and not expired: `Authorization: Bearer isnad_…`; `isnad token` makes one".to_owned();
        Problem::new(StatusCode::UNAUTHORIZED, "N0809", "no valid token", detail)
    }

    /// A token for something else.
    pub fn other_scope(scope: &str) -> Problem {
        Problem::new(StatusCode::FORBIDDEN, "N0810", "a token for something else", format!("this needs a token of scope `{scope}`"))
    }

    /// A body that is too big.
    pub fn too_big(most: usize) -> Problem {
        let detail = format!("a body may hold {} MiB; send the articles in several posts", most >> 20);
        Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "N0812", "the body is too big", detail)
    }

    /// A kind of body that is not read.
    pub fn media_type() -> Problem {
        let detail = "send one article as `application/json`, or several as `application/x-ndjson`".to_owned();
        Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "N0813", "not this kind of body", detail)
    }

    /// A key that stood for something else.
    pub fn other_body() -> Problem {
        let detail = "this `Idempotency-Key` was sent with another body; use a new key for new articles".to_owned();
        Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "N0814", "the key is used", detail)
    }

    /// Articles that could not be kept.
    pub fn unkept(why: &str) -> Problem {
        let detail = format!("nothing of this post was kept: {why}; send it again when that is mended");
        Problem { retry: Some(5), ..Problem::new(StatusCode::SERVICE_UNAVAILABLE, "N0815", "not kept", detail) }
    }

    /// A sender that asks too often.
    pub fn too_often(wait: Duration) -> Problem {
        let seconds = wait.as_secs().max(1);
        let detail = format!("this sender asks too often; ask again in {seconds} s, or put what it needs into one request (`limit`, `format=csv`)");
        Problem { retry: Some(seconds), ..Problem::new(StatusCode::TOO_MANY_REQUESTS, "N0808", "too many requests", detail) }
    }

    /// A defect of ours.
    pub fn defect() -> Problem {
        let detail = "a defect of Isnad stopped this answer; the desk goes on. Please report it with the address".to_owned();
        Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "N0804", "a defect", detail)
    }

    /// An address that names another host than the desk listens on.
    pub fn stranger_host() -> Problem {
        let detail = "this desk answers only under the address it listens on; open it by 127.0.0.1 or localhost".to_owned();
        Problem::new(StatusCode::MISDIRECTED_REQUEST, "N0805", "another host", detail)
    }

    /// A method other than GET and HEAD.
    pub fn method() -> Problem {
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "N0806", "only reading", "the desk is read with GET and HEAD".to_owned())
    }

    /// An address that is too long.
    pub fn too_long() -> Problem {
        Problem::new(StatusCode::URI_TOO_LONG, "N0807", "the address is too long", "an address may hold 8000 bytes".to_owned())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_string(&self).unwrap_or_default();
        let mut response = (status, [(header::CONTENT_TYPE, "application/problem+json")], body).into_response();
        if status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, header::HeaderValue::from_static("Bearer"));
        }
        if let Some(seconds) = self.retry {
            response.headers_mut().insert(header::RETRY_AFTER, header::HeaderValue::from(seconds));
        }
        response
    }
}
