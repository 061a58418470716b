//! The socket: connections in bounded number, heads in bounded time, an end that lets answers under way finish.

use crate::web::{self, Peer};
use crate::{Desk, post, work};
use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, oneshot};
use tower::ServiceExt;

/// Connections at once.
const CONNECTIONS: usize = 256;
/// How long a request's head may take to arrive; also how long an idle connection is kept.
const HEAD: Duration = Duration::from_secs(15);
/// Bytes of a head.
const HEAD_BYTES: usize = 64 * 1024;
/// How long answers under way may take once the end is asked for.
const GRACE: Duration = Duration::from_secs(5);

/// A desk that listens on a thread of its own.
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Running {
    /// Waits until the process is asked to end (interrupt or termination), then lets answers finish.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Starts `desk` on `address` (port 0 takes any free one), and returns when the record of everything is made; whoever asks before that waits.
///
/// # Errors
/// When the address cannot be listened on, or no thread can be started.
pub fn start(desk: Desk, address: SocketAddr) -> io::Result<Running> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).max_blocking_threads(work::THREADS).enable_all().build()?;
    let listener = runtime.block_on(TcpListener::bind(address))?;
    let address = listener.local_addr()?;
    let (stop, stopped) = oneshot::channel();
    desk.library().shelf.make_whole();
    let desk = Arc::new(desk);
    let thread = std::thread::Builder::new().name("desk".into()).spawn(move || {
        runtime.block_on(accept(listener, desk, address.ip().is_loopback(), stopped));
        runtime.shutdown_timeout(GRACE);
    })?;
    Ok(Running { address, stop: Some(stop), thread: Some(thread) })
}

async fn accept(listener: TcpListener, desk: Arc<Desk>, guard: bool, stopped: oneshot::Receiver<()>) {
    let keeping_up = tokio::spawn(post::keep_up(desk.clone()));
    let router = web::router(desk.clone(), guard);
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut end = std::pin::pin!(end(stopped));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { break };
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut end => break,
        };
        // A connection that could not be taken (no file handles left) is given a moment.
        let Ok((stream, peer)) = stream else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        // Every request of a connection carries where it comes from.
        let peer = Peer(peer.ip().to_canonical());
        let service = router.clone().map_request(move |mut request: Request<Incoming>| {
            request.extensions_mut().insert(peer);
            request
        });
        let service = TowerToHyperService::new(service);
        let connection = graceful.watch(http.serve_connection(TokioIo::new(stream), service));
        tokio::spawn(async move {
            let _ = connection.await;
            drop(place);
        });
    }
    keeping_up.abort();
    desk.happenings.close();
    let _ = tokio::time::timeout(GRACE, graceful.shutdown()).await;
}

/// Until the process or its owner asks for the end. A dropped sender is no request.
async fn end(stopped: oneshot::Receiver<()>) {
    let asked = async {
        if stopped.await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = asked => {}
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}
