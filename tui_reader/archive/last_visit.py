"""When the reader was last here, and what came since."""

from dataclasses import dataclass
from datetime import UTC, datetime

from tui_reader.library import Library, Session
from tui_reader.news import Listing


@dataclass(frozen=True, slots=True)
class Since:
    """What came since the last visit.

    Attributes:
        moment: when that visit ended, aware.
        listing: the unread ones of the updates that came since, newest first.
    """

    moment: datetime
    listing: Listing


class LastVisit:
    """The end of the last visit.

    A visit that was killed leaves the end of the one before in place: then more counts as new, never less.

    Args:
        library: the updates.
        session: where the end of a visit is kept.
    """

    def __init__(self, library: Library, session: Session) -> None:
        self._library = library
        self._session = session

    def since(self) -> Since | None:
        """What came since; None at the first visit, and in a library that is not the same any more.

        Raises:
            LibraryError: the library cannot be read.
        """
        match self._session.values().get("last_visit"):
            case {"library": self._library.identity, "number": int(number), "ended_at": str(ended_at)}:
                pass
            case _:
                return None
        try:
            moment = datetime.fromisoformat(ended_at)
        except ValueError:
            return None
        return Since(moment, self._library.unread_after(number)) if moment.tzinfo else None

    def end(self) -> None:
        """Let the next visit count from now on.

        Raises:
            LibraryError: the session file cannot be written.
        """
        number = self._library.point().number
        ended_at = datetime.now(UTC).isoformat(timespec="seconds")
        self._session.keep(
            last_visit={"library": self._library.identity, "number": number, "ended_at": ended_at}
        )
