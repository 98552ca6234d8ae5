"""Small pieces of work on a data folder, and what must be true of it however they end."""

import json
import random
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from faults import Say
from killing import BLOG, Promise, Step, library_faults, live_blog, update
from power_cut import cuts, recorded

from tui_reader.archive import Archive
from tui_reader.archive.whole_file import whole_file
from tui_reader.errors import ReaderError
from tui_reader.library import Library, Marks, Session
from tui_reader.news import json_form

STEPS = (
    Step("bookmark", "u1", "set"),
    Step("note", "fixed", "one"),
    Step("read", "r1", "set"),
    Step("unbookmark", "u1"),
    Step("correct", "q1", "Ana"),
)


@dataclass(frozen=True)
class Kind:
    """A piece of work.

    Attributes:
        prepare: makes what is there before it.
        steps: what is done in a folder, each step told once it is safe or refused.
        check: what is lost or torn in a folder after these steps were acknowledged.
    """

    prepare: Callable[[Path], object]
    steps: Callable[[Path], Iterator[Callable[[], object]]]
    check: Callable[[Path, set[int]], list[str]]


# --- bookmarking


def change_marks(folder: Path) -> Iterator[Callable[[], object]]:
    for step in STEPS:
        yield lambda step=step: step.run(Marks(folder))  # type: ignore[misc]


def check_marks(folder: Path, done: set[int], *, is_new: bool = False) -> list[str]:
    promise = Promise({} if is_new else {("note", "fixed"): {""}})
    for number, step in enumerate(STEPS):
        if not (is_new and step.what == "note"):
            promise.asked(step, acknowledged=number in done)
    wrong = promise.broken(Marks(folder))
    for name in random.Random(len(done)).sample(["marks.db", "marks.jsonl"], 2):
        (folder / name).unlink(missing_ok=True)
        wrong += promise.broken(Marks(folder))
    return wrong


# --- importing and indexing


def fill(folder: Path) -> None:
    with Archive(folder) as archive:
        archive.import_([str(export(folder.parent / "first.json", 1, 3))])
        archive.catch_up_index()


def export(path: Path, first: int, count: int) -> Path:
    blogs = [json_form.to_object(live_blog(first + number)) for number in range(count)]
    path.write_text(json.dumps({"format": "tui-reader", "version": 1, "live_blogs": blogs}))
    return path


def import_and_search(folder: Path) -> Iterator[Callable[[], object]]:
    archive: list[Archive] = []
    source = folder.parent / "more.json"
    yield lambda: archive.append(Archive(folder))
    yield lambda: import_all_of(archive or [Archive(folder)], source)
    yield lambda: (archive or [Archive(folder)])[0].catch_up_index()  # noqa: PLW0108 - not to be opened yet
    yield lambda: Session(folder).keep(place="here")


def import_all_of(archive: list[Archive], source: Path) -> None:
    """Import a file; that it was not read is no success, though nothing failed.

    A fault at a numbered system call meets the parser process too, at its own call of that number.
    """
    for refusal in archive[0].import_([str(source)]).refused:
        raise refusal


def check_archive(folder: Path, done: set[int]) -> list[str]:
    sizes = {blog.url: len(blog.updates) for blog in Library(folder, Marks(folder)).live_blogs()}
    wanted = {1, 2, 3} | ({4, 5} if 1 in done else set())
    wrong = [f"live blog {n} is gone" for n in wanted if f"https://example.org/{n}" not in sizes]
    wrong += [f"{url} has {count} updates" for url, count in sizes.items() if count != 12]
    with Archive(folder) as archive:
        archive.catch_up_index()
        found, stored = archive.search("text").count, len(archive.everything())
        wrong += [f"finds {found} of {stored}"] if found != stored else []
    if 3 in done and Session(folder).values().get("place") != "here":
        wrong.append("the session's value is lost")
    left = [path.name for path in folder.iterdir() if ".new-" in path.name]
    Session(folder).keep(place="there")
    wrong += [] if len(left) < 2 else [f"left behind: {left}"]
    return wrong + library_faults(folder)


# --- exporting


def fill_and_export(folder: Path) -> None:
    fill(folder)
    (folder / "export.json").write_text("before")


def export_anew(folder: Path) -> Iterator[Callable[[], object]]:
    def write() -> None:
        with Archive(folder) as archive, whole_file(folder / "export.json") as file:
            for blog in archive.live_blogs():
                json.dump(json_form.to_object(blog), file)

    yield write


def check_export(folder: Path, done: set[int]) -> list[str]:
    text = (folder / "export.json").read_text()
    is_whole = text.count('"https://example.org/') >= 3 and text.endswith("}")
    wrong = [] if is_whole or (text == "before" and 0 not in done) else [f"the export is torn: {text[:40]}"]
    return wrong + library_faults(folder)


KINDS = {
    "bookmarking, new": Kind(lambda _: None, change_marks, lambda f, done: check_marks(f, done, is_new=True)),
    "bookmarking": Kind(
        lambda folder: Marks(folder).add_bookmark(update("fixed"), BLOG), change_marks, check_marks
    ),
    "importing": Kind(fill, import_and_search, check_archive),
    "exporting": Kind(fill_and_export, export_anew, check_export),
}


def run(kind: Kind, folder: Path, say: Say) -> None:
    """Do the work, and say of each step whether it was done, was refused or crashed; in the end "ended"."""
    for number, step in enumerate(kind.steps(folder)):
        try:
            step()
            say(f"done {number}")
        except ReaderError as error:
            say(f"refused {number} " + str(error).replace("\n", "\\n"))
        except Exception as error:
            say(f"crashed {number} {error!r}")
    say("ended")


def made_ready(kind: Kind, place: Path) -> Path:
    """A folder in which the work can be done, and everything loaded that it needs."""
    template, rehearsal = place / "template", place / "rehearsal"
    export(place / "more.json", 4, 2)
    kind.prepare(template)
    for folder in (template, rehearsal):
        folder.mkdir(mode=0o700, exist_ok=True)
    shutil.copytree(template, rehearsal, dirs_exist_ok=True)
    run(kind, rehearsal, lambda _: None)
    return template


def done(said: Iterable[str]) -> set[int]:
    """The numbers of the steps that were acknowledged."""
    return {int(line.split()[1]) for line in said if line.startswith("done")}


def cut_off(kind: Kind, place: Path, count: int, seed: int = 1) -> tuple[int, list[str]]:
    """Do the work, and cut the power at so many moments of it.

    Returns:
        How many steps were acknowledged before, and what is lost or torn.
    """
    draw = random.Random(seed)
    template, folder, left = made_ready(kind, place), place / "data", place / "left"
    shutil.copytree(template, folder)
    calls = recorded(lambda say: run(kind, folder, say), place / "log")
    acknowledged, broken = 0, list[str]()
    for disk in cuts(calls, folder, template, draw, count):
        shutil.rmtree(left, ignore_errors=True)
        disk.after_cut(draw, left)
        steps = done(disk.said)
        acknowledged += len(steps)
        try:
            broken += kind.check(left, steps)
        except ReaderError as error:
            broken.append(f"does not open: {error}")
    return acknowledged, broken
