"""What fetching takes and yields."""

from dataclasses import dataclass

from tui_reader.errors import SourceError
from tui_reader.reading.document import Document


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one fetch may take.

    Attributes:
        raw_bytes: of body as it is transferred.
        decoded_bytes: of body after decompression.
        seconds: for everything, redirects included.
        redirects: that are followed.
    """

    raw_bytes: int = 5_000_000
    decoded_bytes: int = 20_000_000
    seconds: float = 10.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address served.

    Attributes:
        document: its document, None when it has not changed since the request's conditions.
        url: the address after all redirects.
        etag: to be sent with the next request.
        last_modified: likewise.
    """

    document: Document | None
    url: str
    etag: str | None = None
    last_modified: str | None = None


class FetchError(SourceError):
    """An address that cannot be fetched, or not within the limits.

    Attributes:
        status: the HTTP status that refused it, None where it came to none.
        retry_after: the seconds that the server asks to be left alone, None where it does not say.
    """

    def __init__(
        self, source: str, reason: str, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(source, reason)
        self.status = status
        self.retry_after = retry_after
