-- The number of a deleted document is given to no other; the time of publication as the page has it, with its zone where it says one;
-- when the readings of a generation were deleted; by which program and packs the kept record was made.
ALTER TABLE forgotten ADD COLUMN document INT;
ALTER TABLE article ADD COLUMN published_as TEXT;
ALTER TABLE generation ADD COLUMN dropped_at TEXT;
ALTER TABLE record ADD COLUMN version TEXT;
