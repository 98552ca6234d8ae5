"""Every step on the marks can be undone, one after the other, unless somebody changed it since."""

import json
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.archive import Archive
from tui_reader.errors import LibraryError
from tui_reader.news import LiveBlog, Paragraph, Update
from tui_reader.news.corrections import Correction, quotation_ids
from tui_reader.news.json_form import to_object

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
UPDATES = tuple(
    Update(f"Boats {n}", (Paragraph(f"“We row at {n},” said Ada Lorne."),), source_id=str(n))
    for n in range(1, 5)
)
BLOG = LiveBlog("Harbour strike", UPDATES, publisher="Lorne Post", url="https://lorne.example/strike")


def opened(folder: Path) -> Archive:
    source = folder / "export.json"
    source.write_text(json.dumps({"format": "tui-reader", "version": 1, "live_blogs": [to_object(BLOG)]}))
    archive = Archive(folder / "data")
    assert not archive.import_([str(source)]).refused
    return archive


@pytest.fixture
def archive() -> Iterator[Archive]:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder, opened(Path(folder)) as archive:
        yield archive


def ids(archive: Archive) -> list[str]:
    return [row.update_id for row in archive.everything().rows(0, 9)]


def first_quotation(archive: Archive, update_id: str) -> str:
    view = archive.update(update_id)
    assert view is not None
    return quotation_ids(view.update)[0]


def held(archive: Archive) -> object:
    """Everything that the marks say, and what follows from them."""
    return (
        archive.marks.bookmarks(),
        archive.everything().rows(0, 9),
        archive.marks.searches(),
        list(archive.live_blogs()),
        [archive.marks.corrections(update_id) for update_id in ids(archive)],
    )


def correct(archive: Archive, update_id: str, *, is_quotation: bool = True) -> None:
    name = first_quotation(archive, update_id)
    archive.marks.correct(Correction(update_id, name, "Bruno Keel", is_quotation=is_quotation))


Act = Callable[[Archive, str], object]
ACTS: dict[str, Act] = {
    "read": lambda a, i: a.marks.set_read([i], True, "it"),
    "unread": lambda a, i: a.marks.set_read([i], False, "it"),
    "all read": lambda a, _: a.marks.set_read(ids(a), True, "everything"),
    "bookmark": lambda a, i: a.marks.set_bookmark(i, True),
    "bookmark off": lambda a, i: a.marks.set_bookmark(i, False),
    "quotation": lambda a, i: a.marks.set_bookmark(i, True, first_quotation(a, i)),
    "note": lambda a, i: a.marks.annotate(i, "Ask Ana.", ["boats", "boats", "#dam,pier"]),
    "correction": correct,
    "rejection": lambda a, i: correct(a, i, is_quotation=False),
    "taking back": lambda a, i: a.marks.uncorrect(i, first_quotation(a, i)),
    "search": lambda a, i: a.marks.save_search(f"boats {i}", "boats"),
    "search off": lambda a, i: a.marks.remove_search(f"boats {i}"),
}


@settings(max_examples=12)
@given(st.lists(st.tuples(st.sampled_from(sorted(ACTS)), st.integers(0, 3)), min_size=1, max_size=7))
def test_every_step_is_undone_in_turn(acts: list[tuple[str, int]]) -> None:
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder, opened(Path(folder)) as archive:
        names = ids(archive)
        states = [held(archive)]
        for act, which in acts:
            ACTS[act](archive, names[which])
            if held(archive) != states[-1]:
                states.append(held(archive))
        while len(states) > 1:
            assert archive.marks.undo() is not None
            states.pop()
            assert held(archive) == states[-1]


def test_a_bookmark_comes_back_with_its_note(archive: Archive) -> None:
    name = ids(archive)[0]
    archive.marks.annotate(name, "Ask Ana.", ["boats"])
    before = archive.marks.bookmarks()
    archive.marks.set_bookmark(name, False)
    assert archive.marks.bookmarks() == []
    step = archive.marks.undo()
    assert step is not None
    assert step.what == "bookmark on “Boats 1” taken away"
    assert step.update_ids == [name]
    assert archive.marks.bookmarks() == before


def test_nothing_is_left_to_undo(archive: Archive) -> None:
    assert archive.marks.undo() is None
    archive.marks.mark_read(ids(archive)[0])
    assert archive.marks.undo() is None, "what was on show for a moment was no step"


def test_what_another_instance_changed_is_not_overwritten(archive: Archive) -> None:
    name = ids(archive)[0]
    archive.marks.annotate(name, "Mine.")
    with Archive(archive.folder) as other:
        other.marks.annotate(name, "Theirs.")
    with pytest.raises(
        LibraryError, match=r"cannot undo \(note and tags of “Boats 1”\).*changed again"
    ) as told:
        archive.marks.undo()
    assert "\n" not in str(told.value)
    assert [bookmark.note for bookmark in archive.marks.bookmarks()] == ["Theirs."]
    assert archive.marks.undo() is None, "a step that cannot be undone does not block the earlier ones"


def test_reading_again_does_not_stand_in_the_way(archive: Archive) -> None:
    first, second, *_ = ids(archive)
    archive.marks.set_read([first, second], True, "two")
    archive.marks.set_read([first], False, "it")
    archive.marks.mark_read(first)
    assert archive.marks.undo() is not None
    assert [row.is_read for row in archive.everything().rows(0, 2)] == [True, True]


def test_the_step_names_what_it_changed(archive: Archive) -> None:
    name = ids(archive)[1]
    quotation_id = first_quotation(archive, name)
    archive.marks.set_bookmark(name, True, quotation_id)
    correct(archive, name)
    assert archive.marks.set_read(ids(archive), True, "4 updates") == 4
    steps = [archive.marks.undo() for _ in range(3)]
    assert [step.what for step in steps if step] == [
        "4 updates marked read",
        "speaker of “We row at 2,”",
        "bookmark on “We row at 2,”",
    ]
