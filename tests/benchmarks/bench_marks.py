"""How long it takes to mark 100,000 updates read at once, to count the unread, and to undo it.

python tests/benchmarks/bench_marks.py
"""

import datetime
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from tui_reader.archive import Archive
from tui_reader.library import Library, Marks
from tui_reader.news import LiveBlog, Paragraph, Update

DAY = datetime.date(2031, 1, 1)
BLOGS, UPDATES = 100, 1_000

_T = TypeVar("_T")


def live_blog(number: int) -> LiveBlog:
    updates = (Update(f"Headline {n}", (Paragraph("Text."),), source_id=str(n)) for n in range(UPDATES))
    day = DAY + datetime.timedelta(number)
    url = f"https://lorne.example/{number}"
    return LiveBlog(f"Day {number}", tuple(updates), publisher="Lorne Post", url=url, coverage_date=day)


def timed(what: str, act: Callable[[], _T]) -> _T:
    wall, cpu = time.perf_counter(), time.process_time()
    result = act()
    print(f"{what:<40} {time.perf_counter() - wall:6.2f} s, {time.process_time() - cpu:6.2f} s of CPU")
    return result


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Library(folder, Marks(folder)).save([live_blog(number) for number in range(BLOGS)])
        with Archive(folder) as archive:
            ids = timed("ids of all on show", archive.everything().update_ids)
            timed("count the unread, none read", lambda: archive.marks.count_unread(ids))
            timed(f"mark {len(ids):,} read", lambda: archive.marks.set_read(ids, True, "all"))
            timed("count the unread, all read", lambda: archive.marks.count_unread(ids))
            timed("undo", archive.marks.undo)


if __name__ == "__main__":
    main()
