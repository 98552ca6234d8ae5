import datetime
import os
import tempfile
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.search import (
    Change,
    IndexedUpdate,
    SearchText,
    Statement,
    day_of,
    evaluation,
    index_format,
    parse,
    scan,
)
from tui_reader.search.folding import lines
from tui_reader.search.index import SearchIndex
from tui_reader.search.nodes import (
    And,
    Dated,
    Everything,
    Flag,
    Fuzzy,
    InHeadline,
    Mark,
    Name,
    Near,
    Node,
    Not,
    Or,
    Said,
    Wording,
)

TODAY = datetime.date(1970, 1, 8)


class Library:
    """What the index asks the library for, and a search that looks at every text."""

    def __init__(self) -> None:
        self.updates: dict[int, tuple[IndexedUpdate, SearchText]] = {}
        self.read = {2, 3, 5, 7}
        self.asked = 0

    def change(self, update: IndexedUpdate, statements: tuple[Statement, ...] = ()) -> Change:
        self.updates[update.number] = (update, SearchText(update.headline, update.body, statements))
        return Change(update.number, update)

    def remove(self, number: int) -> Change:
        self.updates.pop(number, None)
        return Change(number, None)

    def texts(self, numbers: Sequence[int]) -> Mapping[int, SearchText]:
        self.asked += len(numbers)
        return {number: self.updates[number][1] for number in numbers if number in self.updates}

    def marked(self, mark: str) -> Container[int]:
        return self.read if mark == "is:read" else set()

    def search(self, text: str) -> list[int]:
        """The numbers that match, newest first."""
        root = parse(text, TODAY).root
        found = [update for update, text in self.updates.values() if self.matches(root, update, text)]
        return [u.number for u in sorted(found, key=lambda u: (u.order_key, u.number), reverse=True)]

    def matches(  # noqa: C901, PLR0911 - one plain case a kind of node
        self, node: Node, update: IndexedUpdate, text: SearchText
    ) -> bool:
        match node:
            case And(parts):
                return all(self.matches(part, update, text) for part in parts)
            case Or(parts):
                return any(self.matches(part, update, text) for part in parts)
            case Not(part):
                return not self.matches(part, update, text)
            case Everything():
                return True
            case Dated(first, last):
                day = day_of(update.order_key)
                return day != 0 and (first is None or first <= day) and (last is None or day <= last)
            case Mark(mark):
                return update.number in self.marked(mark)
            case Flag(name):
                flags = {"key": update.is_key_event, "edited": update.is_edited}
                return flags.get(name, name in update.kinds)
            case Name():
                return any(_holds(name, node.words) for name in _names(update, node.field))
            case InHeadline(wording):
                return _holds(text.headline, wording)
            case Said(wording, speakers):
                return any(
                    _holds(said, wording)
                    and all(speaker is not None and _holds(speaker, name.words) for name in speakers)
                    for speaker, said in text.statements
                )
            case Near():
                return any(_near(line, node) for line in lines(f"{text.headline}\n{text.body}"))
            case _:
                return _holds(f"{text.headline}\n{text.body}", node)


def _names(update: IndexedUpdate, field: str) -> Sequence[str]:
    return {"speaker": update.speakers, "blog": (update.live_blog,), "source": (update.publisher or "",)}[
        field
    ]


def _holds(text: str, wording: Wording) -> bool:
    return any(True for line in lines(text) for _ in _places(line, wording))


def _places(line: list[str], wording: Wording) -> Iterator[tuple[int, int]]:
    """Every run of words, compared one by one."""
    wanted = (wording.word,) if isinstance(wording, Fuzzy) else wording.words
    for start in range(len(line) - len(wanted) + 1):
        run = line[start : start + len(wanted)]
        if all(_equal(word, wanted[at], wording, at == len(wanted) - 1) for at, word in enumerate(run)):
            yield start, start + len(wanted) - 1


def _equal(word: str, wanted: str, wording: Wording, is_last: bool) -> bool:
    if isinstance(wording, Fuzzy):
        return word in _variants(wanted, set(word) | set(wanted))
    return word.startswith(wanted) if wording.is_prefix and is_last else word == wanted


def _variants(word: str, letters: set[str]) -> set[str]:
    """The word and all that one change of a letter makes of it."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    return (
        {word}
        | {head + tail[1:] for head, tail in cuts if tail}
        | {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
        | {head + letter + tail for head, tail in cuts for letter in letters}
        | {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    )


def _near(line: list[str], near: Near) -> bool:
    for first in _places(line, near.first):
        for second in _places(line, near.second):
            gap = max(second[0] - first[1], first[0] - second[1])
            if first != second and gap <= near.distance:
                return True
    return False


@contextmanager
def index_of(*changes: Change) -> Iterator[SearchIndex]:
    with tempfile.TemporaryDirectory() as folder:
        index = SearchIndex(Path(folder) / "index")
        try:
            index.catch_up(enumerate(changes, start=1))
            yield index
        finally:
            index.close()


def key(day: int, position: int = 0) -> int:
    return (day * 86_400) << 26 | position


# The property: whatever happens to the index, it finds what looking at every text finds.

_WORD = st.sampled_from(
    [
        "gas",
        "gasp",
        "gasps",
        "gsa",
        "oil",
        "oils",
        "transit",
        "transits",
        "Nato",
        "nat",
        "東京",
        "京都",
        "東",
        "東京都",
        "a",
        "b’s",
    ]
)
_LINE = st.lists(_WORD, max_size=5).map(" ".join)
_NAME = st.sampled_from(["Ada Lorne", "Ada Vey", "Lorne Vey", "Bo", ""])


_Drawn = tuple[IndexedUpdate, tuple[Statement, ...]]


@st.composite
def _updates(draw: st.DrawFn) -> _Drawn:
    said = draw(st.lists(st.tuples(st.one_of(st.none(), _NAME.filter(bool)), _LINE), max_size=2))
    paragraphs = draw(st.lists(_LINE, max_size=2))
    return IndexedUpdate(
        number=draw(st.integers(1, 12)),
        order_key=key(draw(st.integers(-1, 6)), draw(st.integers(0, 2))),
        headline=draw(_LINE),
        body="\n".join([*paragraphs, *(words for _, words in said)]),
        speakers=tuple(dict.fromkeys(speaker for speaker, _ in said if speaker)),
        said="\n".join(words for _, words in said),
        live_blog=draw(_NAME),
        publisher=draw(st.one_of(st.none(), _NAME)),
        kinds=draw(st.frozensets(st.sampled_from(["quote", "picture"]))),
        is_key_event=draw(st.booleans()),
        is_edited=draw(st.booleans()),
    ), tuple(said)


_TERM = st.sampled_from(
    """gas
oil
transit
東京
東
京都
東京都
missing
g*
ga*
gas*
tran*
gasp~
oils~
transit~
b
"gas oil"
"oil oil"
"gas 東京"
"transit gas oil"
gas NEAR/1 oil
gas NEAR/2 oil
gas NEAR/2 gas
tra* NEAR/3 "gas oil"
gasp~ NEAR 東京
headline:gas
headline:"oil gas"
headline:tr*
headline:gasp~
speaker:ada
speaker:"ada lorne"
speaker:lor*
speaker:vey said:gas
blog:ada
blog:b*
source:lorne
said:gas
said:g*
said:transit~
said:"gas oil"
said:東京
is:key
is:edited
is:read
is:unread
has:quote
has:picture
on:1970-01-03
since:1970-01-04
before:1970-01-03
1970-01-02..04
before:1970-01-01""".splitlines()
)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.tuples(inner, inner).map(" OR ".join),
        inner.map(lambda text: f"-({text})"),
        inner.map(lambda text: f"({text})"),
    )


_QUERY = st.recursive(_TERM, _grown, max_leaves=5)
_ROUND = st.tuples(
    st.lists(
        st.one_of(_updates(), st.integers(1, 12)), max_size=12
    ),  # an update, or the number of a removed one
    st.sampled_from([1, 2, 100]),  # changes in a commit
    st.booleans(),  # whether slices are merged
    st.lists(_QUERY, min_size=1, max_size=4),
)


@pytest.fixture(autouse=True)
def _quick_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waiting for the disk shows nothing here and takes most of the time."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows, batches of texts and blocks so small that a few updates fill several."""
    monkeypatch.setattr(scan, "_WINDOW", 2)
    monkeypatch.setattr(scan, "_TEXTS", 1)
    monkeypatch.setattr(evaluation, "_FEW", 1)
    monkeypatch.setattr(index_format, "_BLOCK", 2)


@pytest.mark.usefixtures("small_steps")
@settings(max_examples=40, deadline=None)
@given(st.lists(_ROUND, min_size=1, max_size=4))
def test_finds_what_looking_at_every_text_finds(
    rounds: list[
        tuple[list[tuple[IndexedUpdate, tuple[tuple[str | None, str], ...]] | int], int, bool, list[str]]
    ],
) -> None:
    library, sequence = Library(), 0
    with index_of() as index:
        for changes, batch, is_merged, queries in rounds:
            log = [library.remove(c) if isinstance(c, int) else library.change(*c) for c in changes]
            assert index.catch_up(enumerate(log, start=sequence + 1), batch=batch)
            sequence += len(log)
            assert index.position() == sequence
            if is_merged:
                assert index.merge()
            for text in queries:
                _compare(index, library, text)


def _compare(index: SearchIndex, library: Library, text: str) -> None:
    query = parse(text, TODAY)
    expected = library.search(text)
    found = index.search(query, library)
    assert (list(found.numbers), found.is_complete, found.count) == (expected, True, len(expected))
    assert list(found.order_keys) == [library.updates[number][0].order_key for number in expected]
    oldest = index.search(query, library, order="oldest")
    assert list(oldest.numbers) == expected[::-1]
    for limit in (1, 2):
        page = index.search(query, library, limit=limit)
        assert list(page.numbers) == expected[:limit]
        assert page.is_complete == (len(expected) <= limit)
        page = index.search(query, library, order="oldest", limit=limit)
        assert list(page.numbers) == expected[::-1][:limit]
