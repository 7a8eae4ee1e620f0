"""Records to JSON and back: one writer and one reader for every shape."""

from typing import Any, TypeVar

import msgspec

T = TypeVar("T")
_encoder = msgspec.json.Encoder()


def to_json_line(value: Any) -> bytes:
    """One record as one line of UTF-8 JSON, without the newline; fields in the order of their declaration."""
    return _encoder.encode(value)


def to_json(value: Any) -> str:
    """One record as indented JSON with a newline at the end."""
    return msgspec.json.format(_encoder.encode(value), indent=1).decode() + "\n"


def from_json(text: bytes | str, kind: type[T]) -> T:
    """The record that `to_json` or `to_json_line` wrote; unknown fields are passed over.

    Raises:
        msgspec.ValidationError: the JSON does not fit `kind`; msgspec.DecodeError: it is no JSON.
    """
    return msgspec.json.decode(text, type=kind)
