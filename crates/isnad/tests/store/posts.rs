//! Articles sent to the desk of a store, through the command: tokens, durability, repetition.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

fn isnad(folder: &Path, arguments: &[&str]) -> String {
    let out = Command::new(env!("CARGO_BIN_EXE_isnad")).args(["--quiet", "--color", "never"]).args(arguments).current_dir(folder).output().unwrap();
    assert!(out.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

struct Serving {
    child: Child,
    address: String,
}

impl Serving {
    fn start(folder: &Path) -> Serving {
        let arguments = ["--quiet", "serve", "--store", "news.db", "--tokens", "tokens", "--listen", "127.0.0.1:0"];
        let mut child = Command::new(env!("CARGO_BIN_EXE_isnad")).args(arguments).current_dir(folder).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address = line.split("http://").nth(1).unwrap().trim().trim_end_matches('/').to_owned();
        Serving { child, address }
    }

    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(stream, "{head}\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    fn post(&self, token: &str, body: &str) -> String {
        let head = format!("POST /v1/articles HTTP/1.1\r\nauthorization: Bearer {token}\r\ncontent-type: application/x-ndjson");
        self.ask(&head, body)
    }

    fn post_as(&self, key: &str, token: &str, body: &str) -> String {
        self.post(&format!("{token}\r\nidempotency-key: {key}"), body)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn article(id: &str) -> String {
    let text = format!("أعلن المرصد السوري لحقوق الإنسان أن الجيش السوري انسحب من مدينة حمص يوم الجمعة. رقم الخبر {id}.");
    serde_json::json!({"id": id, "outlet": "منبر", "published_at": "2024-12-06T10:00:00Z", "text": text}).to_string()
}

#[test]
fn what_was_answered_survives_a_kill_and_counts_once() {
    let folder = tempfile::tempdir().unwrap();
    let token = isnad(folder.path(), &["token", "tokens", "--name", "feed"]).trim().to_owned();
    assert!(token.starts_with("isnad_") && !std::fs::read_to_string(folder.path().join("tokens")).unwrap().contains(&token));
    let body = format!("{}\n{}\n{{\"id\": \"empty\"}}\n", article("a"), article("b"));
    let serving = Serving::start(folder.path());
    let refused = serving.post("isnad_0", &body);
    assert!(refused.starts_with("HTTP/1.1 401") && refused.contains("N0809"), "{refused}");
    let taken = serving.post_as("k", &token, &body);
    assert!(taken.starts_with("HTTP/1.1 201") && taken.matches("\"stored\"").count() == 2 && taken.contains("E0222"), "{taken}");
    drop(serving);
    let serving = Serving::start(folder.path());
    let again = serving.post_as("k", &token, &body);
    let said = |answer: &str| answer.split("\r\n\r\n").nth(1).map(str::to_owned);
    assert!(again.starts_with("HTTP/1.1 201") && again.contains("idempotency-replayed: true") && said(&again) == said(&taken), "{again}");
    let other = serving.post_as("k", &token, &article("c"));
    assert!(other.starts_with("HTTP/1.1 422") && other.contains("N0814"), "{other}");
    let unnamed = serving.post(&token, &body);
    assert!(unnamed.starts_with("HTTP/1.1 200") && unnamed.matches("\"duplicate\"").count() == 2, "{unnamed}");
    let shown = serving.ask("GET /v1/articles HTTP/1.1", "");
    assert!(shown.contains("\"total\":2"), "{shown}");
    let audit = std::fs::read_to_string(folder.path().join("tokens.audit")).unwrap();
    assert_eq!((audit.matches("\"refused\"").count(), audit.matches("\"feed\"").count()), (1, 4), "{audit}");
}

#[test]
fn a_damaged_file_of_tokens_opens_nothing() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("tokens"), "x\ty\n").unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_isnad"))
        .args(["serve", "--store", "news.db", "--tokens", "tokens", "--listen", "127.0.0.1:0"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&out.stderr);
    assert_eq!(out.status.code(), Some(2), "{said}");
    assert!(said.contains("tokens:1:1") && said.contains("N0820") && said.contains("isnad token"), "{said}");
}
