-- New words go into the index at once: a list of those still to be sorted in is looked through by every search. Short vectors lie
-- beside their keys, where ranking reads them at one go.
DROP INDEX search_tokens;
CREATE INDEX search_tokens ON search USING GIN (tokens) WITH (fastupdate = off);
ALTER TABLE search SET (toast_tuple_target = 4080);
