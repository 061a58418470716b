//! Stable identifiers: hashes of content, so that the same bytes and rules give the same ids everywhere.

use sha2::{Digest, Sha256};
use std::fmt;

/// Bytes of an id: a letter, a dash, sixteen digits. Ids stand in every list of a record, so they are held in place, not on the heap.
const LENGTH: usize = 18;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; LENGTH]);

        impl $name {
            /// The id of the thing that `parts` describe.
            pub fn of(parts: &[&str]) -> Self {
                let mut bytes = [b'0'; LENGTH];
                let digits = digest(parts);
                bytes.iter_mut().zip($prefix.bytes().chain(digits.bytes())).for_each(|(byte, digit)| *byte = digit);
                Self(bytes)
            }

            /// As printed.
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).expect("invariant: a prefix and hexadecimal digits")
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", self.as_str())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

id!(
    /// Hash of (outlet, canonical URL or source, text).
    ArticleId,
    "a-"
);
id!(
    /// Hash of (article, type, evidence span, roles, polarity, modality).
    ClaimId,
    "c-"
);

/// Lower-case hexadecimal SHA-256 of `bytes`.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 over length-prefixed parts, so that no two lists of parts share an input.
pub fn digest(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update((part.len() as u64).to_le_bytes());
        hasher.update(part.as_bytes());
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
