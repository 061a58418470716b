//! Bytes as they lie in the store: hashed and compressed.

use crate::error::{Result, complain};
use sha2::{Digest, Sha256};

/// SHA-256 of some bytes.
pub type Hash = [u8; 32];

const LEVEL: i32 = 6;
/// No document that intake lets through is larger.
const LARGEST: usize = 256 << 20;

/// The hash of `bytes`.
pub fn hash(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

/// The hash of the key that all states of the page at `url` share, as the store compares addresses.
pub fn url_hash(url: &str) -> [u8; 16] {
    let mut out = [0; 16];
    out.copy_from_slice(&hash(isnad_model::url_key(url).as_bytes())[..16]);
    out
}

/// Hashes what is written to it.
#[derive(Default)]
pub struct Hasher(Sha256);

impl Hasher {
    /// The hash of all that was written, in hexadecimal.
    pub fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

impl std::io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// In lower-case hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes that `text` writes in hexadecimal.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits = text.as_bytes();
    let pair = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    if digits.len().is_multiple_of(2) { digits.chunks(2).map(pair).collect() } else { None }
}

/// Compresses one thing after another; what `sample` holds need not be repeated in each.
pub struct Packer {
    inner: zstd::bulk::Compressor<'static>,
}

impl Packer {
    /// A packer for things that look like `sample`, which may be empty.
    pub fn new(sample: &[u8]) -> Result<Packer> {
        let inner = zstd::bulk::Compressor::with_dictionary(LEVEL, sample).map_err(|error| internal(&error))?;
        Ok(Packer { inner })
    }

    /// From now on things look like `sample`.
    pub fn rebase(&mut self, sample: &[u8]) -> Result<()> {
        self.inner.set_dictionary(LEVEL, sample).map_err(|error| internal(&error))
    }

    /// The compressed form of `bytes`.
    pub fn pack(&mut self, bytes: &[u8]) -> Result<Vec<u8>> {
        self.inner.compress(bytes).map_err(|error| internal(&error))
    }
}

/// Undoes a [`Packer`] of the same sample.
pub struct Unpacker {
    inner: zstd::bulk::Decompressor<'static>,
}

impl Unpacker {
    /// For what was packed with `sample`.
    pub fn new(sample: &[u8]) -> Result<Unpacker> {
        let inner = zstd::bulk::Decompressor::with_dictionary(sample).map_err(|error| internal(&error))?;
        Ok(Unpacker { inner })
    }

    /// From now on for what was packed with `sample`.
    pub fn rebase(&mut self, sample: &[u8]) -> Result<()> {
        self.inner.set_dictionary(sample).map_err(|error| internal(&error))
    }

    /// The bytes that `packed` holds; never more than `size`, nor than a document may have. `what` names them in an error.
    pub fn unpack(&mut self, packed: &[u8], size: usize, what: &str) -> Result<Vec<u8>> {
        let wrong = |detail: String| {
            complain("E0740", what, detail, "bring the last backup back with `isnad restore`; `isnad verify` lists all that is damaged")
        };
        if size > LARGEST {
            return Err(wrong(format!("says to unpack to {size} bytes, more than any document has")));
        }
        let bytes = self.inner.decompress(packed, size).map_err(|error| wrong(format!("cannot be unpacked: {error}")))?;
        if bytes.len() == size { Ok(bytes) } else { Err(wrong(format!("unpacks to {} bytes instead of {size}", bytes.len()))) }
    }
}

fn internal(error: &std::io::Error) -> isnad_model::Diagnostic {
    complain("E0741", "compression", error.to_string(), "free memory and run this again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back_and_damage_is_told() {
        for sample in [&b""[..], "\"polarity\":\"asserted\"".as_bytes()] {
            let text = "قال المرصد \"polarity\":\"asserted\"".repeat(40);
            let packed = Packer::new(sample).unwrap().pack(text.as_bytes()).unwrap();
            assert!(packed.len() * 4 < text.len());
            let mut unpacker = Unpacker::new(sample).unwrap();
            assert_eq!(unpacker.unpack(&packed, text.len(), "x").unwrap(), text.as_bytes());
            assert_eq!(unpacker.unpack(&packed, text.len() - 1, "x").unwrap_err().code, "E0740");
            assert_eq!(unpacker.unpack(&packed[..packed.len() / 2], text.len(), "x").unwrap_err().code, "E0740");
            assert_eq!(unpacker.unpack(&packed, usize::MAX, "x").unwrap_err().code, "E0740");
        }
        assert_eq!(unhex(&hex(&hash(b"a"))).unwrap(), hash(b"a"));
        assert_eq!(unhex("0g"), None);
    }
}
