-- What is read in the documents: rebuilt by `isnad reprocess`, one generation for each version of program and packs.

CREATE TABLE generation (
  id INT NOT NULL PRIMARY KEY,
  version TEXT NOT NULL,
  packs TEXT NOT NULL,
  started_at TEXT NOT NULL,
  current_from TEXT,
  current_until TEXT
);

-- A document as one generation read it: `text` is the decoded text, compressed against the raw bytes that hold it, or nothing where it
-- is these bytes; `body` is the reading; `url_key` the hash of the address that all states of the page share; `published` is in UTC.
CREATE TABLE article (
  id INT NOT NULL PRIMARY KEY,
  document INT NOT NULL,
  generation INT NOT NULL,
  article_id TEXT NOT NULL,
  url_key BYTES,
  outlet TEXT NOT NULL,
  title TEXT,
  published TEXT,
  language TEXT NOT NULL,
  text_sha256 BYTES NOT NULL,
  text_size INT NOT NULL,
  text BYTES,
  claims INT NOT NULL,
  size INT NOT NULL,
  body BYTES NOT NULL
);
CREATE UNIQUE INDEX article_of ON article (document, generation);
CREATE INDEX article_by_id ON article (article_id);
CREATE INDEX article_by_url ON article (url_key);

-- An actor, a source or a place, with its names as search compares them.
CREATE TABLE name (
  id INT NOT NULL PRIMARY KEY,
  ref TEXT NOT NULL UNIQUE,
  name_ar TEXT NOT NULL,
  name_en TEXT,
  key_ar TEXT NOT NULL,
  key_en TEXT
);
CREATE INDEX name_by_ar ON name (key_ar);
CREATE INDEX name_by_en ON name (key_en);

-- The claims of the current generation, as far as one filters by them; `from_byte` and `to_byte` bound the evidence.
CREATE TABLE claim (
  article INT NOT NULL,
  n INT NOT NULL,
  claim_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  polarity TEXT NOT NULL,
  modality TEXT NOT NULL,
  basis TEXT NOT NULL,
  from_byte INT NOT NULL,
  to_byte INT NOT NULL,
  first_day TEXT,
  last_day TEXT,
  metric TEXT,
  value INT,
  PRIMARY KEY (article, n)
) KEYED;
CREATE INDEX claim_by_id ON claim (claim_id);

CREATE TABLE claim_name (
  article INT NOT NULL,
  n INT NOT NULL,
  role TEXT NOT NULL,
  name INT NOT NULL,
  PRIMARY KEY (article, n, role, name)
) KEYED;
CREATE INDEX claim_name_by_name ON claim_name (name, role);
