-- The record of all current readings, as far as one filters by it; replaced whole by the one process that fuses.

CREATE TABLE record (
  id INT NOT NULL PRIMARY KEY,
  generation INT NOT NULL,
  last_document INT NOT NULL,
  documents INT NOT NULL,
  made_at TEXT NOT NULL,
  sha256 TEXT NOT NULL
);

CREATE TABLE event (
  id TEXT NOT NULL PRIMARY KEY,
  event_type TEXT NOT NULL,
  status TEXT NOT NULL,
  support TEXT NOT NULL,
  denied_by TEXT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  articles INT NOT NULL,
  outlets INT NOT NULL,
  chains_for INT NOT NULL,
  chains_against INT NOT NULL
) KEYED;

CREATE TABLE event_claim (
  claim_id TEXT NOT NULL,
  event TEXT NOT NULL,
  PRIMARY KEY (claim_id, event)
) KEYED;

CREATE TABLE copy_edge (
  from_article TEXT NOT NULL,
  to_article TEXT NOT NULL,
  kind TEXT NOT NULL,
  direction TEXT NOT NULL,
  from_share INT NOT NULL,
  to_share INT NOT NULL,
  PRIMARY KEY (from_article, to_article)
) KEYED;
