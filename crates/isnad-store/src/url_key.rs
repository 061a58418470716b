//! Addresses that lead to the same page, as one hash.

use crate::codec::hash;
use isnad_model::address::url_key;

/// The hash of the key of `url`, as the store compares addresses.
pub fn url_hash(url: &str) -> [u8; 16] {
    let mut out = [0; 16];
    out.copy_from_slice(&hash(url_key(url).as_bytes())[..16]);
    out
}
