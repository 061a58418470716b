-- Analysed words by article, in chunks, since one tsvector holds 16 383 positions. Weights: A title, D body; other cuts have no position.
CREATE TABLE search (
  article BIGINT NOT NULL,
  chunk BIGINT NOT NULL,
  tokens TSVECTOR NOT NULL,
  PRIMARY KEY (article, chunk)
);
CREATE INDEX search_tokens ON search USING GIN (tokens);
