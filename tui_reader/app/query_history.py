"""The queries that were looked at, to walk through them in the search bar; kept over sessions."""

from collections.abc import Iterator

from tui_reader.clean import clean_line
from tui_reader.library import Session

_KEPT = 100  # queries
_LONGEST = 500  # characters, as the language has it


class QueryHistory:
    """The latest queries, each once, and a place among them while one walks.

    Args:
        session: where they are kept; read when they are first needed.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._read: list[str] | None = None
        self._at = -1

    @property
    def queries(self) -> list[str]:
        """Every query, the latest first."""
        if self._read is None:
            self._read = list(self._kept())
        return self._read

    def add(self, query: str) -> None:
        """Make this the latest query; `keep` has it on disk."""
        query = query.strip()
        self._read = [query, *(known for known in self.queries if known != query)][:_KEPT]
        self._at = -1

    def remove(self, query: str) -> None:
        """Forget a query; `keep` has it off the disk."""
        self._read = [known for known in self.queries if known != query]

    def keep(self) -> None:
        """Write the queries to disk.

        Raises:
            LibraryError: the file cannot be written.
        """
        self._session.keep(queries=[*self.queries])

    def older(self, shown: str) -> str | None:
        """The query before the one on show; None where there is none, or another one is being typed."""
        if not self._is_walking(shown):
            if shown:
                return None
            self._at = -1
        return self._go(self._at + 1)

    def newer(self, shown: str) -> str | None:
        """The query after the one on show, nothing after the latest; None where one does not walk."""
        if not self._is_walking(shown):
            return None
        if self._at == 0:
            self._at = -1
            return ""
        return self._go(self._at - 1)

    def _is_walking(self, shown: str) -> bool:
        return 0 <= self._at < len(self.queries) and self.queries[self._at] == shown

    def _go(self, at: int) -> str | None:
        if at >= len(self.queries):
            return None
        self._at = at
        return self.queries[at]

    def _kept(self) -> Iterator[str]:
        kept = self._session.values().get("queries")
        for value in kept[:_KEPT] if isinstance(kept, list) else ():
            query = clean_line(value[:_LONGEST]) if isinstance(value, str) else ""
            if query:
                yield query
