"""Documents from the web, fetched within bounds and only from public addresses."""

from tui_reader.reading.document import Document
from tui_reader.reading.web.outcome import Fetched, FetchError, Limits

__all__ = ["FetchError", "Fetched", "Limits", "fetch", "fetch_document"]


def fetch(
    url: str,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    allow_private: bool = False,
    limits: Limits | None = None,
) -> Fetched:
    """What an address serves now.

    Args:
        url: an `http` or `https` address.
        etag: the `ETag` with which it was last served; makes the request conditional.
        last_modified: likewise its `Last-Modified`.
        allow_private: private, loopback and link-local addresses may be fetched from.
        limits: how much time and how many bytes it may take.

    Raises:
        FetchError: it cannot be fetched, or not within the limits.
    """
    from tui_reader.reading.web.fetching import fetch_within  # noqa: PLC0415 - httpx loads when it is needed

    return fetch_within(url, etag, last_modified, allow_private=allow_private, limits=limits or Limits())


def fetch_document(url: str, *, allow_private: bool = False) -> Document:
    """The document at an address; raises `FetchError` as `fetch` does."""
    fetched = fetch(url, allow_private=allow_private)
    if fetched.document is None:
        raise FetchError(url, "says that nothing has changed, though nothing was known of it")
    return fetched.document
