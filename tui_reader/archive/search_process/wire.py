"""What goes over the pipes: a line of JSON, which says how many bytes follow it, and these bytes.

Lists of numbers go as bytes in the machine's own order: a million of them take 4 ms to read, as JSON 80.
"""

import json
from array import array
from typing import IO, TypeAlias

Fields: TypeAlias = dict[str, object]
"""What JSON can hold."""

_BYTES = "bytes"
_NUMBERS = "I"


def write(stream: IO[bytes], fields: Fields, numbers: "array[int] | None" = None) -> None:
    """Write a message."""
    data = numbers.tobytes() if numbers else b""
    stream.write(json.dumps({**fields, _BYTES: len(data)}).encode() + b"\n" + data)
    stream.flush()


def read(stream: IO[bytes]) -> "tuple[Fields, array[int]] | None":
    """Read a message; None at the end of the stream, in the middle of one too."""
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    fields: Fields = json.loads(line)
    size = number(fields, _BYTES)
    data = stream.read(size)
    return (fields, array(_NUMBERS, data)) if len(data) == size else None


def number(fields: Fields, name: str) -> int:
    """A field that holds a whole number."""
    value = fields[name]
    if not isinstance(value, int):
        raise TypeError(f"{name} is no number: {value!r}")
    return value


def text(fields: Fields, name: str) -> str:
    """A field that holds text."""
    return str(fields[name])


def pairs(fields: Fields, name: str) -> list[tuple[int, int]]:
    """A field that holds pairs of whole numbers."""
    value = fields[name]
    if not isinstance(value, list):
        raise TypeError(f"{name} is no list: {value!r}")
    return [(first, second) for first, second in value]


def texts(fields: Fields, name: str) -> list[str]:
    """A field that holds texts."""
    value = fields[name]
    if not isinstance(value, list):
        raise TypeError(f"{name} is no list: {value!r}")
    return [str(item) for item in value]
