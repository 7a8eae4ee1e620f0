"""What a report prints, made harmless for where it will stand.

Enters: any text. Leaves: text that can neither steer a terminal nor turn the direction of what follows, nor be
taken for markup.
"""

import re

# Control characters (C0 but for white space, DEL, C1), the marks that turn the direction of text, what ends a line
# for some readers, and halves of characters outside the basic plane.
_HARMFUL = (
    "\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f"
)
_CONTROL = re.compile(f"[{_HARMFUL}]")
_MARKUP = re.compile(r"[\\`*_{}\[\]<>~|&#$@]|(?<=[a-z]):(?=//)|(?<=www)\.", re.IGNORECASE)
_BLOCK = re.compile(r"^(\s*\d*)([-+=.)])")  # at its beginning: the sign of a list or of a heading's underline
REPLACED = "�"  # shows that something stood there


def clean(text: str) -> str:
    """The text with a sign for each harmful character; a line end becomes a space."""
    return _CONTROL.sub(REPLACED, re.sub(r"[\t\n\x0c\r]+", " ", text))


def escape_markdown(text: str) -> str:
    """Cleaned, and with nothing in it that Markdown would read as markup or as a link."""
    return _BLOCK.sub(r"\1\\\2", _MARKUP.sub(lambda m: "\\" + m[0], clean(text)))


def escape_json(text: str) -> str:
    """JSON in which harmful characters are escaped; outside of strings it has none."""
    return _CONTROL.sub(lambda m: "".join(f"\\u{unit:04x}" for unit in _units(m[0])), text)


def _units(character: str) -> list[int]:
    """The UTF-16 units of a character, as JSON escapes it."""
    code = ord(character)
    if code < 0x10000:
        return [code]
    return [0xD800 + ((code - 0x10000) >> 10), 0xDC00 + ((code - 0x10000) & 0x3FF)]
