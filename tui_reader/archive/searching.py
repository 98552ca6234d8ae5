"""The library as the index sees it: what it takes in, and what it asks back."""

import datetime
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

from tui_reader.library import Change, Library, Marks
from tui_reader.news import Block, Update
from tui_reader.news.statement import stated
from tui_reader.search import Change as IndexChange
from tui_reader.search import IndexedUpdate, SearchText, Statement
from tui_reader.search.folding import words

_KIND_OF_BLOCK = {
    "caption": "picture",
    "embed": "embed",
    "related": "link",
    "interactive": "interactive",
    "blockquote": "quote",
}


def index_changes(changes: Iterable[Change]) -> Iterator[tuple[int, IndexChange]]:
    """The library's change log as the index reads it: sequence numbers and what to take in."""
    for change in changes:
        yield change.sequence, IndexChange(change.number, _indexed(change))


class LibraryTexts:
    """Answers the index's questions during a search (a `search.Texts`)."""

    def __init__(self, library: Library, marks: Marks) -> None:
        self._library = library
        self._marks = marks

    def texts(self, numbers: Sequence[int]) -> Mapping[int, SearchText]:
        """The texts of these updates; those that are gone are left out."""
        return {number: _search_text(update) for number, update in self._library.updates(numbers).items()}

    def marked(self, mark: str) -> Container[int]:
        """The numbers that bear a mark of the user's."""
        match mark.partition(":"):
            case ("is", _, "read"):
                return self._numbers(self._marks.read_ids())
            case ("is", _, "unread"):
                return _AllBut(self._numbers(self._marks.read_ids()))
            case ("is", _, "bookmarked"):
                return self._numbers(self._marks.bookmarked_ids())
            case ("has", _, "note"):
                return self._numbers(b.update.id for b in self._marks.bookmarks() if b.note)
            case ("tag", _, tag):
                return self._numbers(b.update.id for b in self._marks.bookmarks() if tag in b.tags)
        return frozenset()

    def _numbers(self, update_ids: Iterable[str]) -> frozenset[int]:
        return frozenset(number for _, number in self._library.places(update_ids).values())


class _AllBut:
    """Every number except some."""

    def __init__(self, numbers: frozenset[int]) -> None:
        self._numbers = numbers

    def __contains__(self, number: object) -> bool:
        return number not in self._numbers


def _indexed(change: Change) -> IndexedUpdate | None:
    update, blog = change.update, change.live_blog
    if update is None or blog is None:
        return None
    said = _statements(update)
    return IndexedUpdate(
        number=change.number,
        order_key=change.order_key,
        headline=update.headline or "",
        body=_body(update),
        speakers=tuple({speaker: None for speaker, _ in said if speaker}),
        said="\n".join(words for _, words in said),
        live_blog=blog.title or "",
        publisher=blog.publisher,
        kinds=frozenset(_kinds(update)),
        is_key_event=update.is_key_event,
        is_edited=change.is_edited,
    )


def _search_text(update: Update) -> SearchText:
    return SearchText(update.headline or "", _body(update), _statements(update))


def _statements(update: Update) -> tuple[Statement, ...]:
    said = (update.quotations[ordinal] for ordinal in stated(update))
    return tuple((quotation.speaker, quotation.text) for quotation in said)


def _body(update: Update) -> str:
    return "\n".join(line for block in update.blocks for line in _lines(block))


def _lines(block: Block) -> Iterator[str]:
    yield block.text
    for name in ("alt", "credit", "author", "handle"):
        value = getattr(block, name, None)
        if value:
            yield value


def _kinds(update: Update) -> Iterator[str]:
    if stated(update):
        yield "quote"
    for block in update.blocks:
        if block.kind in _KIND_OF_BLOCK:
            yield _KIND_OF_BLOCK[block.kind]
        if getattr(block, "links", ()):
            yield "link"


def is_name_of(name: str, speaker: str | None) -> bool:
    """Whether every word of a name is one of the speaker's; case and diacritics make no difference."""
    return speaker is not None and set(words(name)) <= set(words(speaker))


def today() -> datetime.date:
    """The day that relative dates in a query count from: the reader's own."""
    return datetime.datetime.now().astimezone().date()
