"""Bytes to text. Enters: the bytes of an input. Leaves: its text, or a line that says what it is instead."""

from dataclasses import dataclass

# What a file is, by its first bytes.
MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF media file"),
    (b"ID3", "an MP3 recording"),
    (b"OggS", "an Ogg recording"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
)
BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
MAX_CONTROL_SHARE = 0.02  # of the first characters; with more control characters a text is binary

EXPECTED = "text in UTF-8"


@dataclass(frozen=True, slots=True)
class Decoded:
    """`text` is None where `fault` says what the bytes are; with both, the text was read with a doubt."""

    text: str | None
    fault: str | None = None


def decode(data: bytes) -> Decoded:
    """The text of some bytes: UTF-8, UTF-16 by its mark, Windows-1252 last and with a doubt."""
    if not data.strip():
        return Decoded(None, "an empty file" if not data else "nothing but white space")
    bom = next((codec for mark, codec in BOMS if data.startswith(mark)), None)
    if bom is None:
        kind = next((name for mark, name in MAGIC if data.startswith(mark)), None)
        if kind or b"\0" in data:
            return Decoded(None, kind or "binary data")
    try:
        text = data.decode(bom or "utf-8")
    except UnicodeDecodeError as error:
        return (
            _decode_western(data, error)
            if bom is None
            else Decoded(None, f"broken {bom.upper()} at byte {error.start}")
        )
    if not text.strip():
        return Decoded(None, "nothing but white space")
    return Decoded(None, "binary data") if _is_control_heavy(text) else Decoded(text)


def _decode_western(data: bytes, error: UnicodeDecodeError) -> Decoded:
    text = data.decode("cp1252", "replace")
    if _is_control_heavy(text) or text.count("\ufffd") > MAX_CONTROL_SHARE * len(text):
        return Decoded(None, "binary data")
    return Decoded(text, f"bytes that are not UTF-8 (first at {error.start}), read as Windows-1252")


def _is_control_heavy(text: str) -> bool:
    sample = text[:4000]
    return sum(c < " " and c not in "\t\n\r\f\v" for c in sample) > MAX_CONTROL_SHARE * len(sample)
