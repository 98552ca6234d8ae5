"""Bodies that are read and decompressed piece by piece, and no further than the limits."""

import zlib
from collections.abc import Iterable

from tui_reader.reading.web.outcome import FetchError, Limits

ACCEPTED = "gzip"
"""The value of `Accept-Encoding`: what can be decompressed here within bounds."""

_WINDOW = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS | 32}


def decoded_body(source: str, pieces: Iterable[bytes], encoding: str, limits: Limits) -> bytes:
    """A body's bytes after decompression.

    Args:
        source: the address, for messages.
        pieces: the body as it is transferred.
        encoding: the value of its `Content-Encoding`.
        limits: for both sizes.

    Raises:
        FetchError: it is too large, or not compressed as it says.
    """
    encoding = encoding.strip().lower()
    within = _within(source, pieces, limits.raw_bytes)
    if encoding in ("", "identity"):
        return b"".join(within)
    if encoding not in _WINDOW:
        raise FetchError(source, "is compressed in a way that was not asked for")
    return _decompressed(source, within, _WINDOW[encoding], limits.decoded_bytes)


def _within(source: str, pieces: Iterable[bytes], most: int) -> Iterable[bytes]:
    length = 0
    for piece in pieces:
        length += len(piece)
        if length > most:
            raise FetchError(source, f"sends more than {most / 1e6:g} MB; no live blog is that long")
        yield piece


def _decompressed(source: str, pieces: Iterable[bytes], window: int, most: int) -> bytes:
    decoder = zlib.decompressobj(window)
    found: list[bytes] = []
    room = most + 1
    try:
        for piece in pieces:
            found.append(decoder.decompress(piece, room))
            room -= len(found[-1])
            if room <= 0:
                raise FetchError(source, f"unpacks to more than {most / 1e6:g} MB; no live blog is that long")
    except zlib.error:
        raise FetchError(source, "is not compressed as it says") from None
    if not decoder.eof:
        raise FetchError(source, "ends in the middle of its compressed text")
    return b"".join(found)
