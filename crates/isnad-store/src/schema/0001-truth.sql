-- What came in and what was done: never rebuilt, only added to.

-- Bytes under their SHA-256, compressed; `size` is their length unpacked.
CREATE TABLE blob (
  sha256 BYTES NOT NULL PRIMARY KEY,
  size INT NOT NULL,
  packed BYTES NOT NULL
);

-- One run of a command that writes.
CREATE TABLE job (
  id INT NOT NULL PRIMARY KEY,
  kind TEXT NOT NULL,
  program TEXT NOT NULL,
  who TEXT NOT NULL,
  started_at TEXT NOT NULL,
  ended_at TEXT,
  state TEXT NOT NULL,
  stored INT NOT NULL,
  revisions INT NOT NULL,
  repeats INT NOT NULL,
  duplicates INT NOT NULL,
  rejected INT NOT NULL,
  removed INT NOT NULL
);

-- What a job could not read, and why.
CREATE TABLE reject (
  job INT NOT NULL,
  n INT NOT NULL,
  subject TEXT NOT NULL,
  line INT,
  code TEXT NOT NULL,
  message TEXT NOT NULL,
  hint TEXT,
  PRIMARY KEY (job, n)
);

-- One document as it was found. `key` is the hash of its bytes and of what it is called, so that the same is never kept twice.
CREATE TABLE document (
  id INT NOT NULL PRIMARY KEY,
  doc_key BYTES NOT NULL UNIQUE,
  raw BYTES NOT NULL,
  form TEXT NOT NULL,
  name TEXT NOT NULL,
  line INT,
  source BYTES NOT NULL,
  job INT NOT NULL,
  known_at TEXT NOT NULL
);
CREATE INDEX document_raw ON document (raw);

-- Hashes of what was deleted on a legal request: it does not come in again.
CREATE TABLE forgotten (
  sha256 BYTES NOT NULL PRIMARY KEY,
  forgotten_at TEXT NOT NULL,
  reason TEXT NOT NULL
);

-- Who did what to the store beyond adding documents.
CREATE TABLE audit (
  id INT NOT NULL PRIMARY KEY,
  done_at TEXT NOT NULL,
  who TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
);
