-- Posts that were answered, by the sender's own key: sent again, a post gets the answer that it had. Kept for some days.
CREATE TABLE post (
  post_key BYTES NOT NULL PRIMARY KEY,
  body_sha256 BYTES NOT NULL,
  answer TEXT NOT NULL,
  answered_at TEXT NOT NULL
) KEYED;
CREATE INDEX post_by_time ON post (answered_at);
