"""The library as the index sees it: what it takes in, and what it asks back."""

import datetime
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, takewhile
from pathlib import Path

from tui_reader.archive.search_result import Matches
from tui_reader.library import Change, Library, Marks
from tui_reader.news import Block, Update
from tui_reader.news.bookmark import Bookmark, tags_in_use
from tui_reader.news.ordering import counted_hours, day_of_key
from tui_reader.news.statement import stated
from tui_reader.search import Change as IndexChange
from tui_reader.search import Completion, Highlighter, IndexedUpdate, SearchText, Statement, complete, parse
from tui_reader.search.folding import words
from tui_reader.search.index import SearchIndex

_KIND_OF_BLOCK = {
    "caption": "picture",
    "embed": "embed",
    "related": "link",
    "interactive": "interactive",
    "blockquote": "quote",
}
_PAGE_SECONDS = 0.05  # for a first page by relevance, which the whole search then completes


def highlighter(query: str, *, as_you_type: bool) -> Highlighter:
    """Finds what a query wants in any text; raises `QueryError`."""
    return Highlighter(parse(query, _today(), as_you_type=as_you_type))


class LibrarySearch:
    """Searches a library through its index (a `SearchEngine`)."""

    def __init__(self, library: Library, marks: Marks, folder: Path) -> None:
        self._library = library
        self._marks = marks
        self._texts = LibraryTexts(library, marks)
        self._index = SearchIndex(folder / library.identity)

    def prepare(self) -> None:
        """Nothing is to be prepared where searches run in this process."""

    def close(self) -> None:
        """Close the files that searches keep open."""
        self._index.close()

    def lag(self) -> int:
        """How many changes the index is behind the library; negative where the library is an older copy."""
        position, last = self._index.position(), self._library.last_change()
        return self._library.count_changes(position) if position <= last else last - position

    def discard(self) -> None:
        """Have the next catching up build the index anew."""
        self._index.discard()

    def catch_up(self, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> bool:
        """Bring the index up to the library's newest change; False while another program is doing so."""
        if self._index.position() > self._library.last_change():
            self._index.discard()  # the library was restored from an older copy
        position = self._index.position()
        total = self._library.count_changes(position)
        if not total:
            return True
        changes = takewhile(lambda _: not cancelled(), self._library.changes(position))
        return self._index.catch_up(_index_changes(changes, total, on_progress))

    def merge(self, cancelled: Callable[[], bool]) -> None:
        """Merge what many small catchings up left behind."""
        self._index.merge(cancelled=cancelled)

    def search(
        self, query: str, *, as_you_type: bool, limit: int | None, cancelled: Callable[[], bool]
    ) -> Matches:
        """The updates that a query finds, in the order that it asks for; raises `QueryError`."""
        parsed = parse(query, _today(), as_you_type=as_you_type)
        seconds = None if limit is None else _PAGE_SECONDS
        hits = self._index.search(parsed, self._texts, limit=limit, seconds=seconds, cancelled=cancelled)
        return Matches(hits.numbers, _days(hits.order_keys), hits.is_complete)

    def numbers(self, query: str, *, as_you_type: bool) -> "array[int]":
        """The numbers of the updates that a query finds; raises `QueryError`."""
        return self._index.search(parse(query, _today(), as_you_type=as_you_type), self._texts).numbers

    def hours(self, query: str, *, as_you_type: bool, cancelled: Callable[[], bool]) -> "array[int]":
        """When what a query finds was published, as hours with counts; raises `QueryError`."""
        parsed = parse(query, _today(), as_you_type=as_you_type)
        hits = self._index.search(parsed, self._texts, cancelled=cancelled)
        return counted_hours(hits.order_keys)

    def related(self, update_id: str, limit: int) -> Matches:
        """The updates most like one, without it, the most alike first."""
        place = self._library.places([update_id]).get(update_id)
        text = self._texts.texts([place[1]]).get(place[1]) if place else None
        if place is None or text is None:
            return Matches(array("I"), [], is_complete=True)
        hits = self._index.related(text, self._texts, limit=limit + 1)
        found = zip(hits.order_keys, hits.numbers, strict=True)
        others = [(key, number) for key, number in found if number != place[1]][:limit]
        return Matches(array("I", [number for _, number in others]), _days(key for key, _ in others), True)

    def complete(self, query: str, cursor: int) -> list[Completion]:
        """How a query that is being typed may go on at the cursor, best first."""
        return complete(query, cursor, self._names_beginning)

    def did_you_mean(self, query: str) -> str | None:
        """A query like one that finds nothing, with words that some update holds."""
        return self._index.did_you_mean(parse(query, _today(), as_you_type=True))

    def _names_beginning(self, field: str, typed: str) -> Sequence[str]:
        if field == "tag":
            tags = tags_in_use(self._marks.bookmarks())
            return [tag for tag in tags if tag.casefold().startswith(typed.casefold())]
        match field:
            case "speaker" | "blog" | "source":
                return self._index.names(field, typed)
        return ()

    def names(self, name: str) -> set[str]:
        """The speakers who bear every word of a name; case and diacritics make no difference."""
        wanted = set(words(name))
        return {speaker for speaker in self._library.speakers() if wanted <= set(words(speaker))}


def _days(order_keys: Iterable[int]) -> list[tuple[int, int]]:
    """The days of updates in their order, and how many there are of each before the next one."""
    return [(day, sum(1 for _ in same)) for day, same in groupby(map(day_of_key, order_keys))]


def _index_changes(
    changes: Iterable[Change], total: int, on_progress: Callable[[int, int], None]
) -> Iterator[tuple[int, IndexChange]]:
    """The library's change log as the index reads it: sequence numbers and what to take in."""
    for done, change in enumerate(changes):
        if done % 100 == 0:
            on_progress(done, total)
        yield change.sequence, IndexChange(change.number, _indexed(change))


class LibraryTexts:
    """Answers the index's questions during a search (a `search.Texts`)."""

    def __init__(self, library: Library, marks: Marks) -> None:
        self._library = library
        self._marks = marks

    def texts(self, numbers: Sequence[int]) -> Mapping[int, SearchText]:
        """The texts of these updates; those that are gone are left out."""
        return {number: search_text(update) for number, update in self._library.updates(numbers).items()}

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
                return self._numbers(b.update.id for b in self._marks.bookmarks() if _bears(b, tag))
        return frozenset()

    def _numbers(self, update_ids: Iterable[str]) -> frozenset[int]:
        return frozenset(number for _, number in self._library.places(update_ids).values())


def _bears(bookmark: Bookmark, tag: str) -> bool:
    """Whether it bears a tag, which is given in lower case."""
    return any(own.casefold() == tag for own in bookmark.tags)


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


def search_text(update: Update) -> SearchText:
    """An update as searches look at it."""
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


def _today() -> datetime.date:
    """The day that relative dates in a query count from: the reader's own."""
    return datetime.datetime.now().astimezone().date()
