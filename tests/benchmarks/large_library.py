"""A library of invented updates in the words of `corpus`: any size, the same every time.

python tests/benchmarks/large_library.py FOLDER COUNT
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from benchmarks import corpus

from tui_reader.archive import Archive
from tui_reader.library import Library, Marks
from tui_reader.news import LiveBlog, Paragraph, Update
from tui_reader.news.identity import assign_ids
from tui_reader.news.quotation import Place, Quotation
from tui_reader.search import IndexedUpdate, SearchText

_SAVED_TOGETHER = 50  # live blogs


def fill(folder: Path, count: int) -> None:
    """Make the library, and its index, in a folder that need not exist."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    library = Library(folder, Marks(folder))
    waiting: list[LiveBlog] = []
    for blog in _live_blogs(count):
        waiting.append(blog)
        if len(waiting) == _SAVED_TOGETHER:
            library.save(waiting)
            waiting = []
    library.save(waiting)
    with Archive(folder) as archive:
        archive.catch_up_index()


def _live_blogs(count: int) -> Iterator[LiveBlog]:
    """One live blog for each day and title of the corpus."""
    pairs = ((indexed, text, _moment(indexed)) for indexed, text in corpus.updates(count))
    for (title, publisher, day), members in groupby(
        pairs, key=lambda pair: (pair[0].live_blog, pair[0].publisher, pair[2].date())
    ):
        updates = [_update(*member) for member in members]
        yield assign_ids(LiveBlog(title, tuple(reversed(updates)), publisher=publisher, coverage_date=day))


def _moment(indexed: IndexedUpdate) -> datetime:
    return datetime.fromtimestamp(indexed.order_key >> 26, UTC)


def _update(indexed: IndexedUpdate, text: SearchText, moment: datetime) -> Update:
    paragraphs = tuple(Paragraph(line) for line in text.body.split("\n"))
    return Update(
        f"{text.headline} {indexed.number}",
        paragraphs,
        published=moment,
        date=moment.date(),
        is_key_event=indexed.is_key_event,
        quotations=tuple(_quotations(text, paragraphs)),
    )


def _quotations(text: SearchText, paragraphs: tuple[Paragraph, ...]) -> Iterator[Quotation]:
    for speaker, words in text.statements:
        line = f"{speaker} said: “{words}”"
        block = next(at for at, paragraph in enumerate(paragraphs) if paragraph.text == line)
        start = line.index("“") + 1
        yield Quotation(
            words,
            "direct",
            Place(block, start, start + len(words)),
            speaker,
            "said",
            "explicit",
            Place(block, 0, len(speaker or "")),
            0.9,
        )


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
