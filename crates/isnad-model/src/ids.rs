//! Stable identifiers: hashes of content, so that the same bytes and rules give the same ids everywhere.

use sha2::{Digest, Sha256};
use std::fmt;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $prefix:literal) => {
        $(#[$doc])*
        ///
        /// A prefix and sixteen hexadecimal digits, held in place: a record names each claim many times over.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 18]);

        impl $name {
            /// The id of the thing that `parts` describe.
            pub fn of(parts: &[&str]) -> Self {
                let mut text = [b'0'; 18];
                let digest = digest(parts);
                text.iter_mut().zip($prefix.bytes().chain(digest.bytes())).for_each(|(place, byte)| *place = byte);
                Self(text)
            }

            /// As printed.
            pub fn as_str(&self) -> &str {
                // All of it is ASCII.
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name)).field(&self.as_str()).finish()
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_its_prefix_and_the_digest() {
        let id = ArticleId::of(&["outlet", "address", "text"]);
        assert_eq!(id.as_str(), format!("a-{}", &digest(&["outlet", "address", "text"])[..16]));
        assert_eq!((id.to_string().len(), format!("{id:?}")), (18, format!("ArticleId(\"{id}\")")));
        assert_ne!(ClaimId::of(&["a", "b"]), ClaimId::of(&["ab"]));
    }
}
