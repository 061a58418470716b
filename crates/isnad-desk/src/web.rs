//! Routes, and what every answer carries: bounds, security headers, entity tags.

use crate::api;
use crate::assets;
use crate::digits;
use crate::frame::{Frame, SECTIONS};
use crate::html::{Html, disarmed};
use crate::metrics::{self, Gauge};
use crate::pages::{self, Answer};
use crate::problem::Problem;
use crate::snapshot::Snapshot;
use crate::strings::Lang;
use crate::view::View;
use crate::{Desk, Library, pages::event, post, tokens::Scope};
use askama::Template;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use isnad_fuse::Options;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use std::time::{Duration, Instant};
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

/// How long an answer may take; a new view over many articles takes the longest.
const LONGEST: Duration = Duration::from_secs(60);
/// Bytes of an address.
const ADDRESS: usize = 8000;
/// Bytes of a body: of articles that are posted; nothing else that is read here has one.
const BODY: usize = post::LONGEST;

/// What no page may do: run a script that is not ours, load anything from elsewhere, be framed, send a form away.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The desk's routes. `guard` tells whether only loopback names are answered to.
pub fn router(desk: Arc<Desk>, guard: bool) -> Router {
    let compress = SizeAbove::new(600).and(NotForContentType::const_new("font/")).and(NotForContentType::SSE);
    Router::new()
        .fallback(answer)
        .layer(CompressionLayer::new().compress_when(compress))
        .layer(from_fn(tag))
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST))
        .layer(from_fn_with_state((desk.clone(), guard), bounds))
        .with_state(desk)
}

/// Whether the method is one that the address knows: reading everywhere; where posts are taken, sending articles.
fn is_allowed(desk: &Desk, request: &Request) -> bool {
    match *request.method() {
        Method::GET | Method::HEAD => true,
        Method::POST => desk.posts.is_some() && request.uri().path() == "/v1/articles",
        _ => false,
    }
}

/// The address that a request came from.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Refuses what is out of bounds, puts the security headers on everything, and counts it.
async fn bounds(State((desk, guard)): State<(Arc<Desk>, bool)>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let path = request.uri().path().to_owned();
    desk.metrics.under_way.fetch_add(1, Relaxed);
    let refused = if guard && !is_loopback_name(request.headers()) {
        Some(Problem::stranger_host())
    } else if let Some(wait) = too_often(&desk, &request, started) {
        Some(Problem::too_often(wait))
    } else if !is_allowed(&desk, &request) {
        Some(Problem::method())
    } else if request.uri().path_and_query().is_some_and(|whole| whole.as_str().len() > ADDRESS) {
        Some(Problem::too_long())
    } else {
        None
    };
    let mut response = match refused {
        Some(problem) => problem.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    let fixed: [(HeaderName, &str); 7] = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if response.status() == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    let took = started.elapsed();
    desk.metrics.under_way.fetch_sub(1, Relaxed);
    desk.metrics.answered(&path, response.status().as_u16(), took);
    if let Ok(value) = HeaderValue::from_str(&format!("desk;dur={:.2}", took.as_secs_f64() * 1000.0)) {
        response.headers_mut().insert("server-timing", value);
    }
    response
}

/// Where a request came from.
pub fn peer(request: &Request) -> Option<IpAddr> {
    request.extensions().get::<Peer>().map(|peer| peer.0)
}

/// How long the sender must wait, when it asks too often. Whoever asks from this machine is not counted.
fn too_often(desk: &Desk, request: &Request, now: Instant) -> Option<Duration> {
    let address = peer(request).filter(|address| !address.is_loopback())?;
    let wait = desk.limit.take(address, now).err()?;
    desk.metrics.limited.fetch_add(1, Relaxed);
    Some(wait)
}

/// A page of another site cannot reach a desk on this machine through a name of its own.
fn is_loopback_name(headers: &HeaderMap) -> bool {
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or("");
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or(""),
        None => host.split(':').next().unwrap_or(""),
    };
    name.eq_ignore_ascii_case("localhost") || matches!(name, "127.0.0.1" | "::1")
}

/// Puts an entity tag on what may change, and answers 304 to who has it.
async fn tag(request: Request, next: Next) -> Response {
    let known = request.headers().get(header::IF_NONE_MATCH).cloned();
    let response = next.run(request).await;
    let kept_for_good = response.headers().contains_key(header::CACHE_CONTROL);
    if response.status() != StatusCode::OK || kept_for_good {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return Problem::defect().into_response() };
    let tag = format!("W/\"{}\"", &isnad_model::ids::sha256_hex(&bytes)[..24]);
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, value);
    }
    parts.headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    if known.is_some_and(|known| names_tag(&known, &tag)) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_LENGTH);
        parts.headers.remove(header::CONTENT_TYPE);
        return Response::from_parts(parts, Body::empty());
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether an `If-None-Match` says that the reader has what bears `tag`.
pub fn names_tag(known: &HeaderValue, tag: &str) -> bool {
    known.to_str().is_ok_and(|known| known.split(',').map(str::trim).any(|one| one == "*" || one == tag))
}

async fn answer(State(desk): State<Arc<Desk>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let query = request.uri().query().unwrap_or("").to_owned();
    let wanted = preferred(request.headers());
    let (first, rest) = match path[1..].split_once('/') {
        Some((first, rest)) => (first.to_owned(), format!("/{rest}")),
        None => (path[1..].to_owned(), String::new()),
    };
    match (first.as_str(), rest.as_str()) {
        ("", _) => Redirect::temporary(&format!("/{}/", wanted.code())).into_response(),
        ("ar" | "en", "") => Redirect::permanent(&format!("/{first}/")).into_response(),
        ("ar" | "en", _) => localized(desk.library(), Lang::parse(&first).unwrap_or(Lang::Ar), &rest, &query).await,
        ("v1", "/stream") => match View::parse(Lang::En, &rest, &query).and_then(|view| view.only(&[])) {
            Ok(()) => streamed(&desk, request.headers()),
            Err(problem) => problem.into_response(),
        },
        ("v1", "/articles") if request.method() == Method::POST => post::answer(desk, request).await,
        ("v1", _) => served(desk.library(), &rest, &query, request.headers()).await.unwrap_or_else(IntoResponse::into_response),
        ("assets", _) => assets::get(rest.trim_start_matches('/')).unwrap_or_else(|| Problem::missing(&path).into_response()),
        ("favicon.ico", _) => Redirect::permanent("/assets/icon.svg").into_response(),
        ("robots.txt", "") => "User-agent: *\nDisallow: /\n".into_response(),
        ("healthz", "") => ([(header::CACHE_CONTROL, "no-store")], "ok\n").into_response(),
        ("readyz", "") => ready(&desk),
        ("metrics", "") => measured(&desk, &request),
        _ => refusal(wanted, Problem::missing(&path), None),
    }
}

fn ready(desk: &Desk) -> Response {
    let status = if desk.library().shelf.whole().is_some() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let word = if status == StatusCode::OK { "ready\n" } else { "reading\n" };
    (status, [(header::CACHE_CONTROL, "no-store")], word).into_response()
}

/// What happens from now on, or since the happening that the reader saw last.
fn streamed(desk: &Desk, headers: &HeaderMap) -> Response {
    let seen = headers.get("last-event-id").and_then(|id| id.to_str().ok()).map(str::to_owned);
    desk.happenings.answer(seen).unwrap_or_else(|| Problem::busy().into_response())
}

fn measured(desk: &Desk, request: &Request) -> Response {
    // Another machine needs a token for it; who owns this one does not.
    if peer(request).is_some_and(|address| !address.is_loopback()) {
        if let Err(problem) = post::holder(desk, request.headers(), Scope::Metrics) {
            return problem.into_response();
        }
    }
    let library = desk.library();
    let whole = library.shelf.whole();
    let gauge = |name, about, value: usize| Gauge { name, about, value: value as u64 };
    let mut gauges = vec![
        gauge("ready", "Whether the record of everything is made", usize::from(whole.is_some())),
        gauge("articles", "Articles read", library.source.articles().len()),
        gauge("rejects", "Documents that could not be read", library.source.rejects().len()),
        gauge("events", "Events of the record", whole.map_or(0, |whole| whole.record.events.len())),
        gauge("views", "Views kept", library.shelf.kept()),
    ];
    gauges.extend(metrics::resident().map(|value| Gauge { name: "resident_bytes", about: "Memory that the process holds", value }));
    let kind = (header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8");
    ([kind, (header::CACHE_CONTROL, "no-store")], desk.metrics.text(&gauges)).into_response()
}

/// The first of the two languages that the reader's browser names.
fn preferred(headers: &HeaderMap) -> Lang {
    let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|list| list.to_str().ok()).unwrap_or("");
    wanted.split(',').find_map(|one| Lang::parse(one.trim().get(..2)?)).unwrap_or(Lang::Ar)
}

async fn localized(library: Arc<Library>, lang: Lang, path: &str, query: &str) -> Response {
    match screen(library, lang, &decoded(path), query).await {
        Ok(Answer::Page(status, html)) => {
            (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CONTENT_LANGUAGE, lang.code())], html).into_response()
        }
        Ok(Answer::Away(address)) => Redirect::to(&address).into_response(),
        Err(problem) => {
            let again = (!query.is_empty()).then(|| format!("/{}{path}", lang.code()));
            refusal(lang, problem, again)
        }
    }
}

async fn screen(library: Arc<Library>, lang: Lang, path: &str, query: &str) -> Result<Answer, Problem> {
    let mut view = View::parse(lang, path, query)?;
    view.only(pages::parameters(&view.path))?;
    // The page says that nobody bears these names; it and its links leave them out of the view.
    let strangers = library.shelf.strangers(&view.options()).await?;
    view.without.retain(|name| !strangers.contains(name));
    let snapshot = library.shelf.get(&view.options()).await?;
    let whole = match missing_event(&view, &snapshot) {
        true => Some(library.shelf.get(&Options::default()).await?),
        false => None,
    };
    let eastern = view.eastern && lang == Lang::Ar;
    let work = library.work.clone();
    let frame = Frame { view, snapshot, library, title: String::new(), section: "", data: Vec::new(), strangers };
    let make = move || {
        let answer = match &whole {
            Some(whole) => {
                let id = frame.view.path.trim_start_matches("/event/").to_owned();
                let event = whole.event(&id).ok_or_else(|| Problem::missing(&id))?;
                event::elsewhere(frame, event, whole)
            }
            None => pages::answer(frame),
        };
        Ok(match answer? {
            Answer::Page(status, html) if eastern => Answer::Page(status, digits::eastern(&html)),
            other => other,
        })
    };
    work.page(make).await
}

/// Whether the address names an event that this view may merely know under another id, or have lost.
fn missing_event(view: &View, snapshot: &Snapshot) -> bool {
    let narrowed = view.as_of.is_some() || !view.without.is_empty();
    narrowed && view.path.strip_prefix("/event/").is_some_and(|id| snapshot.event(id).is_none())
}

async fn served(library: Arc<Library>, path: &str, query: &str, headers: &HeaderMap) -> Result<Response, Problem> {
    let view = View::parse(Lang::En, &decoded(path), query)?;
    if let Some(name) = library.shelf.strangers(&view.options()).await?.first() {
        let name: String = name.chars().take(80).collect();
        return Err(Problem::parameter("without", &format!("no source goes by `{name}`; /v1/sources lists them by id and name")));
    }
    let snapshot = library.shelf.get(&view.options()).await?;
    if view.path.trim_matches('/') == "record" {
        return api::whole::answer(&library, &view, &snapshot, headers).await;
    }
    let work = library.work.clone();
    work.page(move || api::answer(&library, &view, &snapshot)).await
}

/// A path with its percent signs resolved, the way a query is read.
fn decoded(path: &str) -> String {
    crate::view::pairs(&path.replace('+', "%2B").replace('&', "%26").replace('=', "%3D")).next().map_or_else(String::new, |(name, _)| name)
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    lang: Lang,
    title: String,
    /// What happened and what to do about it.
    text: Html,
    problem: Problem,
    /// Sections with their addresses.
    sections: Vec<(String, String)>,
    /// The same page over everything.
    again: Option<String>,
    version: &'static str,
}

/// A problem as a page, in its language; `again` is the address without what may have been too narrow.
fn refusal(lang: Lang, problem: Problem, again: Option<String>) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let general = format!("trouble.{}", problem.code);
    let words = lang.find(&format!("{general}.{}", problem.what)).or_else(|| lang.find(&general)).unwrap_or(&problem.detail);
    let page = ProblemPage {
        lang,
        title: lang.code_word("problem", problem.code),
        text: Html::fill(words, &[("what", Html::bdi(&problem.what))]),
        sections: SECTIONS.iter().map(|(name, path)| (format!("/{}{path}", lang.code()), lang.code_word("nav", name))).collect(),
        again,
        version: assets::version(),
        problem,
    };
    match page.render().map(disarmed) {
        Ok(html) => (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response(),
        Err(_) => status.into_response(),
    }
}
