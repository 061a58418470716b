//! Compressed streams: gzip and zstd of any number of members, ended by an error rather than by an endless flood.

use crate::files::reason;
use crate::{Limits, complain};
use flate2::read::MultiGzDecoder;
use isnad_model::Diagnostic;
use ruzstd::decoding::Dictionary;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const GZIP_MAGIC: [u8; 2] = [0x1f, 0x8b];
const ZSTD_MAGIC: [u8; 4] = [0x28, 0xb5, 0x2f, 0xfd];
/// Of a frame that holds no data, as the dictionary of a web archive.
const SKIPPABLE_MAGIC: [u8; 3] = [0x2a, 0x4d, 0x18];
/// The most memory that a zstd frame may ask for.
const WINDOW: u64 = 32 << 20;
/// The largest dictionary that is taken from an archive.
const DICTIONARY: usize = 4 << 20;

/// `reader`, unpacked when its first bytes are those of gzip or zstd.
pub fn unpacked(mut reader: Box<dyn BufRead + Send>, limits: &Limits) -> io::Result<Box<dyn BufRead + Send>> {
    let start = reader.fill_buf()?;
    let is_gzip = start.starts_with(&GZIP_MAGIC);
    let is_zstd = start.starts_with(&ZSTD_MAGIC) || start.get(1..4) == Some(&SKIPPABLE_MAGIC) && start[0] >> 4 == 5;
    if !is_gzip && !is_zstd {
        return Ok(reader);
    }
    let packed = Arc::new(AtomicU64::new(0));
    let counted = Counted { inner: reader, count: packed.clone() };
    let inner: Box<dyn Read + Send> = if is_gzip { Box::new(MultiGzDecoder::new(counted)) } else { Box::new(Frames::new(counted)) };
    Ok(Box::new(BufReader::with_capacity(1 << 16, Bounded { inner, packed, unpacked: 0, limits: *limits })))
}

/// What an error in reading `name` means.
pub fn unreadable(name: &str, line: Option<usize>, error: &io::Error) -> Diagnostic {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Bomb>()) {
        Some(bomb) => complain("E0206", name, line, bomb.to_string(), "unpack it yourself and look at what it holds"),
        None if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof) => complain(
            "E0207",
            name,
            line,
            format!("damaged compression: {error}"),
            "fetch the file again; `gzip -t` or `zstd -t` tells whether it is whole",
        ),
        None => complain("E0210", name, line, format!("cannot be read: {}", reason(error)), "check the file and its disk"),
    }
}

/// A stream that ends in an error rather than in an endless flood.
struct Bounded {
    inner: Box<dyn Read + Send>,
    packed: Arc<AtomicU64>,
    unpacked: u64,
    limits: Limits,
}

struct Counted {
    inner: Box<dyn BufRead + Send>,
    count: Arc<AtomicU64>,
}

/// Why unpacking was stopped.
#[derive(Debug)]
struct Bomb(String);

impl std::fmt::Display for Bomb {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Bomb {}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.unpacked += count as u64;
        let allowed = (1 << 20) + self.packed.load(Ordering::Relaxed).saturating_mul(self.limits.ratio);
        let bomb = match () {
            () if self.unpacked > self.limits.decompressed => format!("unpacks to more than {} MB", self.limits.decompressed >> 20),
            () if self.unpacked > allowed => format!("unpacks to more than {} times its size, as no text does", self.limits.ratio),
            () => return Ok(count),
        };
        Err(io::Error::other(Bomb(bomb)))
    }
}

/// The frames of a zstd stream one after the other. A dictionary in a frame of its own at the start, as web archives have it, is used.
struct Frames {
    source: Counted,
    decoder: FrameDecoder,
    open: bool,
}

impl Frames {
    fn new(source: Counted) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(WINDOW);
        Frames { source, decoder, open: false }
    }

    /// Opens the next frame with data; false at the end of the stream.
    fn open_next(&mut self) -> io::Result<bool> {
        loop {
            if self.source.inner.fill_buf()?.is_empty() {
                return Ok(false);
            }
            match self.decoder.reset(&mut self.source) {
                Ok(()) => return Ok(true),
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => self.skip(length as usize)?,
                Err(error) => return Err(io::Error::new(io::ErrorKind::InvalidData, error.to_string())),
            }
        }
    }

    fn skip(&mut self, length: usize) -> io::Result<()> {
        let mut bytes = Vec::new();
        (&mut self.source).take(length.min(DICTIONARY) as u64).read_to_end(&mut bytes)?;
        io::copy(&mut (&mut self.source).take(length.saturating_sub(DICTIONARY) as u64), &mut io::sink())?;
        if let Ok(dictionary) = Dictionary::decode_dict(&bytes) {
            self.decoder.add_dict(dictionary).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
        }
        Ok(())
    }
}

impl Read for Frames {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.open {
                if !self.open_next()? {
                    return Ok(0);
                }
                self.open = true;
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let decoded = self.decoder.decode_blocks(&mut self.source, BlockDecodingStrategy::UptoBlocks(1));
                decoded.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error.to_string()))?;
            }
            match self.decoder.read(buffer)? {
                0 => self.open = false,
                count => return Ok(count),
            }
        }
    }
}
