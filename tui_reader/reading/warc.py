"""Web archives (WARC, ISO 28500), plain or compressed: the pages inside them as documents.

The extra `warc` brings warcio, which reads them. Everything is bounded, since a few compressed bytes may
stand for any number of others.
"""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from itertools import islice
from typing import Any

from tui_reader.errors import SourceError
from tui_reader.reading.document import Document
from tui_reader.reading.losses import note_loss

_MAX_BYTES = 512 * 1024 * 1024  # of a whole archive, decompressed
_MAX_PAGE = 20_000_000
_MAX_PAGES = 1_000
_GZIP = b"\x1f\x8b"
_PAGES = ("text/html", "application/xhtml+xml")
_MARK = b"WARC/"


def is_web_archive(content: bytes) -> bool:
    """Whether the bytes, or the ones that they are compressed from, start as a web archive does."""
    if not content.startswith(_GZIP):
        return content.startswith(_MARK)
    try:
        return zlib.decompressobj(wbits=31).decompress(content[:4_096], len(_MARK)) == _MARK
    except zlib.error:
        return False


def pages_in(archive: Document) -> Iterator[Document]:
    """The HTML pages that an archive holds as answers of servers, in its order, each with its address.

    Raises:
        SourceError: warcio is not installed, or the archive is larger than is read.
    """
    stream: Any = io.BytesIO(archive.content)
    if archive.content.startswith(_GZIP):
        stream = gzip.GzipFile(fileobj=stream)
    pages = (_page(record, archive.name) for record in _records(_Bounded(stream, archive.name), archive.name))
    html = (page for page in pages if page is not None)
    yield from islice(html, _MAX_PAGES)
    if next(html, None) is not None:
        note_loss(f"the pages after the first {_MAX_PAGES:,} were not read; split the archive")


def _records(stream: "_Bounded", name: str) -> Iterator[Any]:
    """The records of an archive; of one that is cut off or damaged, those before that place.

    What warcio raises on damaged archives is not documented, so everything is caught around it.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator  # noqa: PLC0415 - an optional extra
    except ImportError:
        reason = "is a web archive (WARC); to read it, install the extra: pip install 'tui-reader[warc]'"
        raise SourceError(name, reason) from None
    records = None
    while True:
        try:
            # warcio warns on standard error, in the archive's own words: they could steer the terminal.
            with redirect_stderr(io.StringIO()):
                records = records or ArchiveIterator(stream)
                record = next(records, None)
        except SourceError:
            raise
        except Exception:
            record = None
            stream.is_sound = False
        if record is None:
            if not stream.is_sound:
                note_loss("the archive is damaged or cut off; what follows that place was not read")
            return
        yield record


class _Bounded(io.RawIOBase):
    """A stream that ends reading with an error where it is longer than is read.

    Attributes:
        is_sound: what was read of it so far ends as a record does, with two empty lines. warcio takes a
            record that is cut off for the last one.
    """

    def __init__(self, stream: Any, name: str) -> None:
        self._stream = stream
        self._name = name
        self._left = _MAX_BYTES
        self._tail = b""
        self.is_sound = True

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.is_sound = False  # until it has been read
        found: bytes = self._stream.read1(min(size, 1_048_576) if size >= 0 else 1_048_576)
        self._tail = (self._tail + found[-4:])[-4:]
        self.is_sound = self._tail.replace(b"\r", b"").endswith(b"\n\n")
        self._left -= len(found)
        if self._left < 0:
            raise SourceError(self._name, f"unpacks to more than {_MAX_BYTES // 2**20} MB; split it")
        return found


def _page(record: Any, name: str) -> Document | None:
    """The HTML page that a record holds; None for another record, and for a page that is too long."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    kind, _, parameters = (headers.get_header("Content-Type") or "").lower().partition(";")
    if kind.strip() not in _PAGES:
        return None
    content = _body(record)
    if len(content) > _MAX_PAGE:
        note_loss(f"a page of more than {_MAX_PAGE // 10**6} MB was not read")
        return None
    if not content:
        return None
    address = record.rec_headers.get_header("WARC-Target-URI")
    charset = parameters.partition("charset=")[2].strip(" \"';") or None
    return Document(f"{name} ({address})" if address else name, content, address, charset)


def _body(record: Any) -> bytes:
    """What the server sent, unpacked; of a damaged one nothing."""
    try:
        body: bytes = record.content_stream().read(_MAX_PAGE + 1)
    except SourceError:
        raise
    except Exception:
        note_loss("a page of the archive is damaged; it was not read")
        return b""
    return body
