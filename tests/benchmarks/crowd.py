"""Several instances at once: reading, bookmarking and importing in one data folder.

    python tests/benchmarks/crowd.py [SECONDS] [PROCESSES]

Each process sets marks of its own, imports live blogs of its own and, in between, lists, opens and searches
like a reader. In the end everything must be there once, in both copies of the marks, and no process may have
met an error.
"""

import json
import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from killing import BLOG, live_blog, update

from tui_reader.archive import Archive
from tui_reader.library import Library, Marks


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60.0
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 4
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        reports = [Path(place) / f"report{number}" for number in range(count)]
        processes = [
            multiprocessing.Process(target=work, args=(folder, number, seconds, report))
            for number, report in enumerate(reports)
        ]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        told = [json.loads(report.read_text()) for report in reports]
        check(folder, told)


def work(folder: Path, number: int, seconds: float, report: Path) -> None:
    done = {"marks": 0, "blogs": 0, "reads": 0, "slowest": 0.0}
    errors: list[str] = []
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            once(folder, number, done)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
    report.write_text(json.dumps({**done, "errors": errors}))


def once(folder: Path, number: int, done: dict[str, float]) -> None:
    """One opening of the archive, as one instance of the reader or one command does it."""
    marks = Marks(folder)
    library = Library(folder, marks)
    with Archive(folder) as archive:
        for _ in range(5):
            name = f"p{number}-{done['marks']:.0f}"
            marks.add_bookmark(update(name), BLOG)
            marks.mark_read([name])
            done["marks"] += 1
        library.save([live_blog(number * 1_000_000 + int(done["blogs"]))])
        done["blogs"] += 1
        archive.catch_up_index()
        for _ in range(20):
            started = time.monotonic()
            listing = archive.everything()
            rows = listing.rows(0, 30)
            archive.update(rows[-1].update_id)
            archive.search("text valley")
            done["slowest"] = max(done["slowest"], time.monotonic() - started)
            done["reads"] += 1


def check(folder: Path, told: list[dict[str, object]]) -> None:
    marks = Marks(folder)
    library = Library(folder, marks)
    wanted = {f"p{n}-{m}" for n, report in enumerate(told) for m in range(int(str(report["marks"])))}
    lost = len(wanted - marks.bookmarked_ids()) + len(wanted - marks.read_ids())
    blogs = [blog.url for blog in library.live_blogs()]
    doubled = len(blogs) - len(set(blogs))
    lost += sum(int(str(report["blogs"])) for report in told) - len(set(blogs))
    (folder / "marks.db").unlink()
    lost += len(wanted - Marks(folder).bookmarked_ids())
    print(f"{'process':>8}{'marks':>8}{'live blogs':>12}{'readings':>10}{'slowest s':>11}{'errors':>8}")
    for number, report in enumerate(told):
        figures = f"{report['marks']:>8}{report['blogs']:>12}{report['reads']:>10}{report['slowest']:>11.2f}"
        errors = report["errors"]
        assert isinstance(errors, list)
        print(f"{number:>8}{figures}{len(errors):>8}", *errors[:2])
    print(f"lost {lost}, doubled {doubled}, notices {list(marks.notices)}, damage {library.damage()}")


if __name__ == "__main__":
    main()
