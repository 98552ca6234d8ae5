import datetime
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Container, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.errors import LibraryError
from tui_reader.search import (
    Change,
    Hits,
    IndexedUpdate,
    SearchText,
    Statement,
    count_days,
    day_of,
    evaluation,
    index_blocks,
    index_folder,
    parse,
    scan,
    terms,
)
from tui_reader.search.folding import lines
from tui_reader.search.index import SearchIndex
from tui_reader.search.inflection import is_inflected
from tui_reader.search.nodes import (
    And,
    Dated,
    Everything,
    Flag,
    Fuzzy,
    Inflected,
    InHeadline,
    Mark,
    Name,
    Near,
    Node,
    Not,
    Or,
    Said,
    Wording,
    Words,
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
    wanted = wording.words if isinstance(wording, Words) else (wording.word,)
    for start in range(len(line) - len(wanted) + 1):
        run = line[start : start + len(wanted)]
        if all(_equal(word, wanted[at], wording, at == len(wanted) - 1) for at, word in enumerate(run)):
            yield start, start + len(wanted) - 1


def _equal(word: str, wanted: str, wording: Wording, is_last: bool) -> bool:
    if isinstance(wording, Inflected):
        return is_inflected(word, wanted)
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
        "transiting",
        "hope",
        "hoping",
        "hop",
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
"transit"
transits
hope
hop
hoping
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
headline:hope
hoping NEAR/2 transits
said:transiting
said:"transit"
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
before:1970-01-01
order:oldest
order:relevance""".splitlines()
)


def _grown(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.tuples(inner.filter(_finds), inner.filter(_finds)).map(" OR ".join),
        inner.filter(_finds).map(lambda text: f"-({text})"),
        inner.filter(_finds).map(lambda text: f"({text})"),
    )


def _finds(text: str) -> bool:
    """Whether anything but an order is asked for."""
    return not isinstance(parse(text, TODAY).root, Everything)


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
    monkeypatch.setattr(index_blocks, "_BLOCK", 2)
    monkeypatch.setattr(terms, "_PAIR_TERMS", 5)


@pytest.mark.usefixtures("small_steps")
@settings(max_examples=40)
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
    found = index.search(query, library, order="newest")
    assert (list(found.numbers), found.is_complete, found.count) == (expected, True, len(expected))
    assert list(found.order_keys) == [library.updates[number][0].order_key for number in expected]
    oldest = index.search(query, library, order="oldest")
    assert list(oldest.numbers) == expected[::-1]
    for limit in (1, 2):
        page = index.search(query, library, order="newest", limit=limit)
        assert list(page.numbers) == expected[:limit]
        assert page.is_complete == (len(expected) <= limit)
        assert page.count in (None, len(expected))
        page = index.search(query, library, order="oldest", limit=limit)
        assert list(page.numbers) == expected[::-1][:limit]
    ranked = index.search(query, library, order="relevance")
    assert (sorted(ranked.numbers), ranked.is_complete, ranked.count) == (
        sorted(expected),
        True,
        len(expected),
    )
    for limit in (1, 2):
        page = index.search(query, library, order="relevance", limit=limit)
        assert list(page.numbers) == list(ranked.numbers)[:limit]
        assert page.is_complete == (len(expected) <= limit)
    in_own_order = {"newest": expected, "oldest": expected[::-1], "relevance": list(ranked.numbers)}
    assert list(index.search(query, library).numbers) == in_own_order[query.order]


# What happens to the folder.


def numbers(index: SearchIndex, text: str, library: Library | None = None) -> list[int]:
    return list(index.search(parse(text, TODAY), library or Library()).numbers)


def update(number: int, body: str = "gas", day: int = 3) -> IndexedUpdate:
    return IndexedUpdate(number, key(day, number), "", body)


def log_of(*bodies: str) -> list[tuple[int, Change]]:
    return [(number, Change(number, update(number, body))) for number, body in enumerate(bodies, start=1)]


def test_no_index_finds_nothing(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "absent")
    assert index.position() == 0
    assert numbers(index, "gas") == []
    assert index.merge()
    assert not (tmp_path / "absent").exists()


def test_catching_up_again_changes_nothing(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    assert index.catch_up(log_of("gas", "oil"))
    assert index.catch_up(log_of("gas", "oil", "gas"))
    assert (index.position(), numbers(index, "gas"), numbers(index, "oil")) == (3, [3, 1], [2])
    index.close()


def test_each_commit_is_reported(tmp_path: Path) -> None:
    index, positions = SearchIndex(tmp_path / "index"), list[int]()
    index.catch_up(log_of("a", "b", "c", "d", "e"), batch=2, committed=positions.append)
    assert positions == [2, 4, 5]


def test_a_removal_of_what_was_never_there_is_recorded(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up([(7, Change(1, None))])
    assert index.position() == 7
    assert numbers(index, "gas") == []
    index.close()


def test_an_interrupted_log_keeps_what_was_committed(tmp_path: Path) -> None:
    def log() -> Iterator[tuple[int, Change]]:
        yield from log_of("gas", "gas", "gas")
        raise KeyboardInterrupt

    index = SearchIndex(tmp_path / "index")
    with pytest.raises(KeyboardInterrupt):
        index.catch_up(log(), batch=2)
    assert (index.position(), numbers(index, "gas")) == (2, [2, 1])
    index.catch_up(log_of("gas", "gas", "gas"))
    assert (index.position(), numbers(index, "gas")) == (3, [3, 2, 1])
    index.close()


def test_two_indexes_on_one_folder_see_each_other(tmp_path: Path) -> None:
    one, two = SearchIndex(tmp_path / "index"), SearchIndex(tmp_path / "index")
    one.catch_up(log_of("gas"))
    assert numbers(two, "gas") == [1]
    one.catch_up([(2, Change(1, None)), (3, Change(2, update(2)))])
    assert numbers(two, "gas") == [2]
    one.close()
    two.close()


def test_a_second_writer_leaves(tmp_path: Path) -> None:
    one, two = SearchIndex(tmp_path / "index"), SearchIndex(tmp_path / "index")
    seen: list[bool] = []
    one.catch_up(log_of("gas", "gas"), batch=1, committed=lambda _: seen.append(two.catch_up(log_of("oil"))))
    assert seen == [False, False]
    assert (one.position(), numbers(one, "oil")) == (2, [])
    one.close()


def test_a_second_writer_waits_when_asked(tmp_path: Path) -> None:
    one, two = SearchIndex(tmp_path / "index"), SearchIndex(tmp_path / "index")
    other = threading.Thread(target=lambda: two.catch_up(log_of("gas", "gas", "oil"), wait=True))
    one.catch_up(log_of("gas", "gas"), batch=1, committed=lambda at: other.start() if at == 1 else None)
    other.join()
    assert (one.position(), numbers(one, "gas"), numbers(one, "oil")) == (3, [2, 1], [3])
    one.close()


def test_the_folder_is_private(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    index.catch_up(log_of("gas"))
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir() if path.is_file()} == {0o600}


def test_a_folder_open_to_others_is_not_read_but_rebuilt(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    index.catch_up(log_of("gas"))
    folder.chmod(0o770)
    (folder / "planted").write_text("x")
    assert index.position() == 0
    assert numbers(index, "gas") == []
    assert index.catch_up(log_of("oil"))
    assert (index.position(), numbers(index, "gas"), numbers(index, "oil")) == (1, [], [1])
    assert not (folder / "planted").exists()
    assert folder.stat().st_mode & 0o777 == 0o700
    index.close()


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    real = tmp_path / "real"
    SearchIndex(real).catch_up(log_of("gas"))
    (tmp_path / "link").symlink_to(real)
    index = SearchIndex(tmp_path / "link")
    assert index.position() == 0
    with pytest.raises(LibraryError, match="a folder of your own"):
        index.catch_up(log_of("gas"))
    assert SearchIndex(real).position() == 1


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError, match="the search index: "):
        SearchIndex(tmp_path / "file" / "index").catch_up(log_of("gas"))


@pytest.mark.parametrize("ending", [".number.col", ".toc"])
def test_a_writer_that_misses_a_file_rebuilds(tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    index.catch_up(log_of("gas"))
    next(path for path in folder.iterdir() if path.name.endswith(ending)).unlink()
    if ending != ".toc":
        with pytest.raises(LibraryError, match="damaged"):
            index.catch_up([(2, Change(2, update(2)))])
    index.catch_up(log_of("gas", "gas"))
    assert numbers(index, "gas") == [2, 1]
    index.close()


def test_a_full_disk_is_one_clear_line_and_loses_nothing(tmp_path: Path) -> None:
    code = """
import resource, signal, sys
from pathlib import Path
from tui_reader.errors import LibraryError
from tui_reader.search import Change, IndexedUpdate
from tui_reader.search.index import SearchIndex
from tui_reader.search.inflection import is_inflected
index = SearchIndex(Path(sys.argv[1]))
update = IndexedUpdate(1, 1 << 50, "", "gas")
index.catch_up([(1, Change(1, update))])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))
words = " ".join(f"w{n}" for n in range(5000))
try:
    index.catch_up([(2, Change(2, IndexedUpdate(2, 1 << 50, "", words)))])
except LibraryError as error:
    print(error)
"""
    command = [sys.executable, "-W", "error", "-c", code, str(tmp_path / "index")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "the search index: cannot be written: the disk is full" in done.stdout
    assert done.stderr == ""
    index = SearchIndex(tmp_path / "index")
    assert (index.position(), numbers(index, "gas")) == (1, [1])
    index.close()


@pytest.mark.parametrize("ending", [".toc", ".trm", ".pst", ".words"])
def test_an_index_that_lost_a_file_is_rebuilt(tmp_path: Path, ending: str) -> None:
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    index.catch_up(log_of("gas"))
    next(path for path in folder.iterdir() if path.name.endswith(ending)).unlink()
    if ending != ".toc":
        with pytest.raises(LibraryError, match="damaged"):
            numbers(index, "gas")
    assert index.position() == 0
    index.catch_up(log_of("gas"))
    assert numbers(index, "gas") == [1]
    index.close()


@pytest.mark.parametrize("ending", [".toc", ".trm", ".pst"])
@pytest.mark.parametrize("content", [b"", b"\x00" * 100, b"garbage" * 99], ids=["empty", "zeros", "garbage"])
def test_a_damaged_index_is_rebuilt(tmp_path: Path, ending: str, content: bytes) -> None:
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    index.catch_up(log_of("gas", "gas"))
    (damaged,) = (path for path in folder.iterdir() if path.name.endswith(ending))
    damaged.write_bytes(content)
    with pytest.raises(LibraryError, match="damaged"):
        numbers(index, "gas")
    assert index.position() == 0
    index.catch_up(log_of("gas", "gas"))
    assert numbers(index, "gas") == [2, 1]
    index.close()


def test_an_index_of_another_version_is_left_aside(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    folder.mkdir(mode=0o700)
    for name in ("_v0_12.toc", "_v0_12.position", "v0_abc.trm"):
        (folder / name).write_bytes(b"old")
    index = SearchIndex(folder)
    assert index.position() == 0
    index.catch_up(log_of("gas"))
    assert (index.position(), numbers(index, "gas")) == (1, [1])
    assert not [path.name for path in folder.iterdir() if path.name.lstrip("_").startswith("v0_")]
    index.close()


def test_an_older_index_answers_until_the_new_one_has_caught_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library, folder = Library(), tmp_path / "index"
    updates = [update(number, f"gas transit w{number}") for number in range(1, 6)]
    log = [library.change(replace(one, said="transit"), ((None, "transit"),)) for one in updates]
    with monkeypatch.context() as earlier:
        earlier.setattr(index_folder, "INDEX_NAME", "v1")
        earlier.setattr(terms, "_PAIR_TERMS", 3)  # other terms of pairs than now
        old = SearchIndex(folder)
        unmarked = [Change(one.number, one) for one in updates[:4]]  # without a trace of what is quoted
        old.catch_up(enumerate(unmarked, start=1), batch=2)
        old.close()
    index, another = SearchIndex(folder), SearchIndex(folder)
    assert index.position() == 0
    seen: list[tuple[object, ...]] = []

    def look(position: int) -> None:
        queries = ("gas", '"gas transit"', "said:transit")
        seen.append((position, *(numbers(another, text, library) for text in queries)))

    look(0)
    index.catch_up(enumerate(log, start=1), batch=1, committed=look)
    four, five = [4, 3, 2, 1], [5, 4, 3, 2, 1]
    assert seen == [(at, *([five if at == 5 else four] * 3)) for at in range(6)]
    assert not [path.name for path in folder.iterdir() if path.name.lstrip("_").startswith("v1_")]
    index.close()
    another.close()


def test_a_phrase_that_nobody_said_is_not_found(tmp_path: Path) -> None:
    library, index = Library(), SearchIndex(tmp_path / "index")
    one = replace(update(1, "gas transit"), said="gas transit")
    index.catch_up([(1, library.change(one, ((None, "gas transit"),)))])
    queries = ('said:"gas transit"', 'said:"transit gas"', 'said:"oil gas"')
    assert [numbers(index, text, library) for text in queries] == [[1], [], []]
    index.close()


def test_a_rebuilding_that_was_interrupted_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "index"
    with monkeypatch.context() as earlier:
        earlier.setattr(index_folder, "INDEX_NAME", "v1")
        SearchIndex(folder).catch_up(log_of("gas", "gas", "gas"))
    SearchIndex(folder).catch_up(log_of("gas"))
    index = SearchIndex(folder)
    assert (index.position(), numbers(index, "gas")) == (1, [3, 2, 1])
    index.catch_up(log_of("gas", "gas", "oil"))
    assert (index.position(), numbers(index, "gas")) == (3, [2, 1])
    index.close()


def test_a_discarded_index_starts_anew(tmp_path: Path) -> None:
    one, two = SearchIndex(tmp_path / "index"), SearchIndex(tmp_path / "index")
    one.discard()
    one.catch_up(log_of("gas"))
    assert numbers(two, "gas") == [1]
    one.discard()
    assert one.position() == 0
    one.catch_up(log_of("oil"))
    assert (numbers(two, "gas"), numbers(two, "oil")) == ([], [1])
    two.close()


def test_an_index_discarded_while_it_is_written_starts_anew_afterwards(tmp_path: Path) -> None:
    one, two = SearchIndex(tmp_path / "index"), SearchIndex(tmp_path / "index")
    one.catch_up(
        log_of("gas", "gas", "gas"), batch=1, committed=lambda at: two.discard() if at == 1 else None
    )
    assert one.position() == 0
    with pytest.raises(LibraryError, match="will be rebuilt"):
        numbers(one, "gas")
    one.catch_up(log_of("gas", "oil", "oil"))
    assert (one.position(), numbers(one, "gas")) == (3, [1])
    one.close()


_WRITER = """
import sys, itertools
from pathlib import Path
from tui_reader.errors import LibraryError
from tui_reader.search import Change, IndexedUpdate
from tui_reader.search.index import SearchIndex
from tui_reader.search.inflection import is_inflected
log = ((n, Change(n, IndexedUpdate(n, n << 60 >> 34, "", f"gas w{n}"))) for n in itertools.count(1))
SearchIndex(Path(sys.argv[1])).catch_up(log, batch=3, committed=lambda at: print(at, flush=True))
"""


def test_killed_while_writing_the_index_is_what_was_committed(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    for commits in (1, 2, 5, 9):
        command = [sys.executable, "-c", _WRITER, str(folder)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout is not None
            told = [int(writer.stdout.readline()) for _ in range(commits)][-1]
            writer.kill()
        index = SearchIndex(folder)
        reached = index.position()
        assert reached >= told
        assert sorted(numbers(index, "gas")) == list(range(1, reached + 1))
        index.close()
    index = SearchIndex(folder)
    index.catch_up([(reached + 1, Change(reached + 1, None))])
    leftovers = [path.name for path in folder.iterdir() if path.name.startswith("_")]
    assert len(leftovers) == 2  # one commit and its position
    index.close()


# Searching while much else happens.


def test_threads_search_while_another_writes_and_merges(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of("gas"))
    problems: list[str] = []
    done = threading.Event()

    def look() -> None:
        while not done.is_set():
            found = numbers(index, "gas -oil")
            if found != list(range(len(found), 0, -1)):
                problems.append(str(found))

    lookers = [threading.Thread(target=look) for _ in range(4)]
    for looker in lookers:
        looker.start()
    for last in range(2, 40):
        index.catch_up([(last, Change(last, update(last)))])
        index.merge()
    done.set()
    for looker in lookers:
        looker.join()
    assert problems == []
    assert numbers(index, "gas") == list(range(39, 0, -1))
    index.close()


def test_merging_keeps_slices_few(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = SearchIndex(folder)
    for last in range(1, 60):
        index.catch_up([(last, Change(last, update(last)))])
        index.merge()
    assert len(list(folder.glob("*.trm"))) < 12
    assert numbers(index, "gas") == list(range(59, 0, -1))
    index.close()


def test_a_cancelled_search_gives_what_it_has(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of("gas", "gas", "gas"), batch=1)
    asked: list[None] = []

    def second_time() -> bool:
        asked.append(None)
        return len(asked) > 1

    found = index.search(parse("gas", TODAY), Library(), cancelled=second_time)
    assert (found.is_complete, found.count) == (False, None)
    assert len(found.numbers) < 3
    index.close()


def test_cancelled_merging_waits_for_another_time(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of(*["gas"] * 12), batch=1)
    before = len(list((tmp_path / "index").glob("*.trm")))
    assert index.merge(cancelled=lambda: True)
    assert len(list((tmp_path / "index").glob("*.trm"))) == before
    assert index.merge()
    assert len(list((tmp_path / "index").glob("*.trm"))) < before


def test_words_need_no_texts(tmp_path: Path) -> None:
    library, index = Library(), SearchIndex(tmp_path / "index")
    index.catch_up(enumerate((library.change(update(n, "gas transit oil")) for n in range(1, 5)), start=1))
    for text in ("gas transit", "tran*", "gsa~", "gas OR -oil", "since:1970-01-02 gas", "said:gas"):
        numbers(index, text, library)
    assert library.asked == 0
    assert numbers(index, '"gas transit"', library) == [4, 3, 2, 1]
    assert library.asked == 4
    index.close()


def test_texts_gone_from_the_library_are_no_hits(tmp_path: Path) -> None:
    library, index = Library(), SearchIndex(tmp_path / "index")
    log = [library.change(update(number, "gas transit")) for number in (1, 2)]
    index.catch_up(enumerate(log, start=1))
    library.remove(1)
    assert numbers(index, '"gas transit"', library) == [2]
    index.close()


def test_a_full_page_of_one_word_knows_the_count(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of("gas", "gas oil", "gas"), batch=2)
    counts = [
        index.search(parse(text, TODAY), Library(), limit=1).count
        for text in ("gas", "g*", "oil", "gas -oil")
    ]
    assert counts == [3, 3, 1, None]
    index.close()


def test_names_for_completion_are_the_frequent_ones_first(tmp_path: Path) -> None:
    speakers = [("Ada Lorne",), ("Bo Adams", "Ada Lorne"), ("Cy Vey",)]
    log = [
        (at, Change(at, IndexedUpdate(at, key(3), "", "", speakers=names)))
        for at, names in enumerate(speakers, start=1)
    ]
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log, batch=1)
    assert index.names("speaker", "ad") == ["Ada Lorne", "Bo Adams"]
    assert index.names("speaker", "ada l") == ["Ada Lorne"]
    assert index.names("blog", "ada") == []
    index.close()


@pytest.mark.usefixtures("small_steps")
def test_the_documented_calls_of_whoosh_do_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bodies = [f"gas {'transit ' * (at % 3)}w{at}" for at in range(20)]
    quick, plain = SearchIndex(tmp_path / "quick"), SearchIndex(tmp_path / "plain")
    quick.catch_up(log_of(*bodies), batch=4)
    texts = ("gas", "transit", "w1*", "gas -transit")
    with monkeypatch.context() as switched:
        switched.setenv("TUI_READER_PLAIN_WHOOSH", "1")
        index_blocks.block_access.cache_clear()
        plain.catch_up(log_of(*bodies), batch=4)
        plain.merge()
        over = [numbers(index, text) for text in texts for index in (quick, plain)]
    index_blocks.block_access.cache_clear()
    quick.merge()
    straight = [numbers(index, text) for text in texts for index in (quick, plain)]
    assert over == straight
    assert over[0::2] == over[1::2]
    quick.close()
    plain.close()


def test_importing_does_not_import_whoosh() -> None:
    code = "import sys, tui_reader.search.index; sys.exit('whoosh' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


# Relevance, corrections, related updates.


def ranked(index: SearchIndex, text: str, limit: int | None = None, seconds: float | None = None) -> Hits:
    query = parse(text, TODAY)
    return index.search(query, Library(), order="relevance", limit=limit, seconds=seconds)


def test_relevance_puts_headlines_and_rare_words_first(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    updates = [
        IndexedUpdate(1, key(1), "Gas", "some other words here"),
        IndexedUpdate(2, key(2), "Oil", "some gas and other words"),
        IndexedUpdate(3, key(3), "", "gas gas and other words"),
        IndexedUpdate(4, key(4), "", "gas " + "and many other words " * 9),
        IndexedUpdate(5, key(5), "", "rare oil other words"),
    ]
    index.catch_up(((u.number, Change(u.number, u)) for u in updates), batch=2)
    assert list(ranked(index, "gas").numbers) == [1, 3, 2, 4]
    assert ranked(index, "rare OR gas").numbers[0] == 5
    assert list(ranked(index, "gas", limit=2).numbers) == [1, 3]
    assert list(ranked(index, "-gas").numbers) == [5]
    assert list(ranked(index, "othe* oil").numbers) == [2, 5]
    index.close()


def test_equally_relevant_updates_come_newest_first(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of("gas", "gas", "gas"), batch=2)
    found = ranked(index, "gas")
    assert (list(found.numbers), found.is_complete, found.count) == ([3, 2, 1], True, 3)
    index.close()


def test_ranking_ends_when_its_time_is_up(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of("gas", "gas", "gas", "gas"), batch=2)
    found = ranked(index, "gas", limit=3, seconds=0)
    assert (list(found.numbers), found.is_complete, found.count) == ([4, 3], False, None)
    index.close()


def test_ranking_ends_within_a_slice_when_its_time_is_up(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of(*("gas" if at % 3 else "gas oil gas" for at in range(5000))))
    cut = ranked(index, "gas", limit=3, seconds=0)
    assert (cut.is_complete, cut.count) == (False, None)
    assert (
        ranked(index, "gas OR oil", limit=4000, seconds=600).numbers
        == ranked(index, "gas OR oil").numbers[:4000]
    )
    index.close()


def test_unknown_words_are_corrected_to_frequent_ones(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of("transit", "transits", "transit oil"))
    for typed, better in (
        ("trnasit oil", "transit oil"),
        ('oil -tranist "x y"', 'oil -transit "x y"'),
        ("transit", None),
        ("speaker:trnasit", None),
        ("said:trnasit", "said:transit"),
        ("oli", None),
        ("something", None),
    ):
        assert index.did_you_mean(parse(typed, TODAY)) == better
    index.close()


def test_related_updates_share_telling_words(tmp_path: Path) -> None:
    bodies = ["pipeline transit gas", "gas prices", "pipeline leak gas", "pipeline transit row gas", "gas"]
    index = SearchIndex(tmp_path / "index")
    index.catch_up(log_of(*bodies, *["gas"] * 20), batch=3)
    found = index.related(SearchText("", bodies[0]), Library(), limit=3)
    assert list(found.numbers) == [1, 4, 3]
    assert list(index.related(SearchText("", "nothing alike"), Library()).numbers) == []
    index.close()


def test_what_shares_little_with_an_update_is_not_related_to_it(tmp_path: Path) -> None:
    text = "lighthouse keeper lamp storm harbour ferry"
    index = SearchIndex(tmp_path / "index")
    index.catch_up(
        log_of(text, "lighthouse keeper lamp", "storm ferry", "harbour fees paid by boats", *["gas"] * 20)
    )
    assert list(index.related(SearchText("", text), Library()).numbers) == [1, 2, 3]
    index.close()


def test_hits_are_counted_by_day() -> None:
    keys = [key(3, 1), key(3), key(-1), key(0)]
    assert count_days(keys) == {3: 2, -1: 1, 0: 1}
