"""What reading a source yields."""

from dataclasses import dataclass

from tui_reader.news import LiveBlog


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """Something in a source that the user should know about; reading went on.

    Attributes:
        source: the source as the user named it.
        line: line number from 1, None where the format has no lines.
        text: what was found and what was done about it.
    """

    source: str
    line: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The live blogs of one source, and what the user should know about it."""

    live_blogs: tuple[LiveBlog, ...]
    warnings: tuple[ReadingWarning, ...] = ()
