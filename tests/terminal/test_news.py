import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from live_blog_server import Publisher, publisher_at_work
from terminal.session import Session

from tui_reader.archive import Archive


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publisher_at_work() as publisher:
        publisher.publish("Sea wall holds", "Ferries stay in port")
        yield publisher


def test_a_subscription_arrives_and_is_shown(library: Path, publisher: Publisher) -> None:
    Archive(library).following().subscribe(publisher.url, allow_private=True)
    with Session(size=(120, 40)) as session:
        session.until_shown("2 new")
        session.press("R")
        session.until(lambda text: "Ferries stay in port" in text and "2 new" not in text)
        session.press("q")
        assert session.until_ended() == 0
        assert session.is_restored()
    assert len(publisher.requests) == 1


def test_leaving_does_not_wait_for_a_server_that_stalls(library: Path, publisher: Publisher) -> None:
    Archive(library).following().subscribe(publisher.url, allow_private=True)
    publisher.moods.append("stall 8")
    with Session() as session:
        session.until(lambda _: publisher.requests)
        started = time.monotonic()
        session.press("q")
        assert session.until_ended() == 0
        assert time.monotonic() - started < 4
        assert session.is_restored()


def test_what_another_program_imported_shows_with_the_focus(library: Path, publisher: Publisher) -> None:
    with Session(size=(120, 40)) as session:
        session.until_shown("q Quit")
        with Archive(library) as other:
            other.import_([publisher.url], allow_private=True)
        session.press("\x1b[O\x1b[I")
        session.until_shown("2 new")
        session.press("q")
        assert session.until_ended() == 0
