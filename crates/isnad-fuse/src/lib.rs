//! Claims and lineage to the record.
