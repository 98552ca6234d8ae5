"""Fetches addresses for an import, and only what has changed since it was last imported."""

from collections.abc import Iterable

from tui_reader.library import Sources
from tui_reader.reading import Document
from tui_reader.reading.web import Fetched, FetchError, Limits, fetch


class NotChanged(Exception):  # noqa: N818 - no error
    """An address serves what was imported from it before."""


class Fetching:
    """A `reading.Fetch` that knows what was imported before.

    Args:
        sources: the library's memory of addresses.
        allow_private: private addresses may be fetched from.
        is_conditional: only what has changed is wanted.
        limits: how much one fetch may take.

    Attributes:
        fetched: what was fetched, by address.
    """

    def __init__(
        self,
        sources: Sources,
        *,
        allow_private: bool = False,
        is_conditional: bool = True,
        limits: Limits | None = None,
    ) -> None:
        self._sources = sources
        self._allow_private = allow_private
        self._is_conditional = is_conditional
        self._limits = limits
        self.fetched: dict[str, Fetched] = {}

    def __call__(self, url: str) -> Document:
        """The document at an address.

        Raises:
            FetchError: it cannot be fetched.
            NotChanged: it is as it was when it was last imported.
        """
        known = self._sources.get(url) if self._is_conditional else None
        fetched = fetch(
            url,
            etag=known.etag if known else None,
            last_modified=known.last_modified if known else None,
            allow_private=self._allow_private,
            limits=self._limits,
        )
        if fetched.document is None:
            if known and (known.etag or known.last_modified):
                raise NotChanged
            raise FetchError(url, "says that nothing has changed, though nothing was known of it")
        self.fetched[url] = fetched
        return fetched.document

    def remember(self, urls: Iterable[str]) -> None:
        """Keep what makes the next requests conditional, now that what was fetched is stored."""
        for url in urls:
            fetched = self.fetched.get(url)
            if fetched and (fetched.etag or fetched.last_modified):
                self._sources.remember(url, fetched.etag, fetched.last_modified)
