from collections.abc import Iterator
from datetime import date

import pytest
from app.stage import (
    NARROW,
    WIDE,
    at_cursor,
    eventually,
    live_blog,
    messages,
    on_show,
    screen_lines,
    screen_text,
    settle,
    the_list,
    update,
)
from live_blog_server import Publisher, publisher_at_work
from textual import events
from textual.pilot import Pilot

from tui_reader.app.news_watch import NewsWatch
from tui_reader.app.reader_app import ReaderApp
from tui_reader.archive import Archive, schedule


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publisher_at_work() as publisher:
        publisher.publish(*(f"Hour {number}" for number in range(1, 41)))
        yield publisher


@pytest.fixture
def subscribed(archive: Archive, publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """An archive that has the live blog already, and may ask for it again at once."""
    monkeypatch.setattr(schedule, "MINIMUM", 0.0)
    following = archive.following()
    following.subscribe(publisher.url, allow_private=True)
    assert [len(refreshed.new_ids) for refreshed in following.refresh_due()] == [40]
    archive.catch_up_index()
    return archive


def regain_focus(pilot: Pilot[None]) -> None:
    pilot.app.post_message(events.AppBlur())
    pilot.app.post_message(events.AppFocus())


async def test_news_arrive_without_moving_what_is_read(subscribed: Archive, publisher: Publisher) -> None:
    async with ReaderApp(subscribed).run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "enter")
        await settle(pilot)
        before = screen_lines(pilot)[1:30]
        publisher.publish("Hour 41", "Hour 42", "Hour 43")
        await pilot.press("R")
        await eventually(pilot, lambda: "3 new" in screen_lines(pilot)[0])
        assert messages(pilot) == ["3 new (R shows)"]
        assert screen_lines(pilot)[1:30] == before
        assert (at_cursor(pilot), on_show(pilot)) == ("Hour 38", "Hour 38")
        await pilot.press("R")
        await settle(pilot)
        assert at_cursor(pilot) == "Hour 43"
        assert "3 new" not in screen_lines(pilot)[0]
        assert the_list(pilot).count == 55


async def test_scrolling_on_through_an_old_list_doubles_nothing(
    subscribed: Archive, publisher: Publisher
) -> None:
    listing = subscribed.everything()
    first = [row.headline for row in listing.rows(0, 20)]
    publisher.publish("Hour 41", "Hour 42", "Hour 43")
    list(subscribed.following().refresh_all())
    assert [row.headline for row in listing.rows(20, 40)] == [f"Hour {n}" for n in range(20, 0, -1)]
    assert [row.headline for row in listing.rows(0, 20)] == first


async def test_a_source_that_is_due_is_asked_when_the_app_opens(
    archive: Archive, publisher: Publisher
) -> None:
    archive.following().subscribe(publisher.url, allow_private=True)
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await eventually(pilot, lambda: "40 new" in screen_lines(pilot)[0])
        assert at_cursor(pilot) == "Third 1"
        await pilot.press("R")
        await settle(pilot)
        assert at_cursor(pilot) == "Hour 40"
        await pilot.press("slash", *"crossing")
        await eventually(pilot, lambda: the_list(pilot).count == 40)


async def test_without_subscriptions_nothing_is_sent_and_nothing_runs(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        watch = app.screen.query_one(NewsWatch)
        assert watch._timer is None
        await pilot.press("R")
        await eventually(pilot, lambda: messages(pilot) == ["Nothing new"])
        assert watch._timer is None


async def test_the_next_round_waits_until_a_source_is_due(archive: Archive, publisher: Publisher) -> None:
    following = archive.following()
    following.subscribe(publisher.url, allow_private=True)
    list(following.refresh_due())
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        watch = pilot.app.screen.query_one(NewsWatch)
        await eventually(pilot, lambda: watch._timer is not None)
        assert watch._timer is not None
        assert 50 < watch._timer._interval < 70
    assert len(publisher.requests) == 1


async def test_a_source_that_fails_is_told_once(subscribed: Archive, publisher: Publisher) -> None:
    async with ReaderApp(subscribed).run_test(size=WIDE) as pilot:
        await settle(pilot)
        publisher.moods.extend(["status 500", "bomb"])
        await pilot.press("R")
        await eventually(pilot, lambda: any("trouble of its own" in toast for toast in messages(pilot)))
        for _ in range(2):
            asked = len(publisher.requests)
            await pilot.press("R")
            await eventually(pilot, lambda asked=asked: len(publisher.requests) > asked)  # type: ignore[misc]
        await eventually(pilot, lambda: any("answers again" in toast for toast in messages(pilot)))
        assert not any("unpacks" in toast for toast in messages(pilot))


async def test_what_another_program_imports_shows_when_the_terminal_gains_the_focus(
    app: ReaderApp, archive: Archive, publisher: Publisher
) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        with Archive(archive.folder) as other:
            other.import_([publisher.url], allow_private=True)
        regain_focus(pilot)
        await eventually(pilot, lambda: "40 new" in screen_lines(pilot)[0])
        assert the_list(pilot).count == 12
        await pilot.press("R")
        await settle(pilot)
        assert (the_list(pilot).count, at_cursor(pilot)) == (52, "Hour 40")


async def test_what_another_program_imports_shows_on_request(
    app: ReaderApp, archive: Archive, publisher: Publisher
) -> None:
    async with app.run_test(size=NARROW) as pilot:
        await settle(pilot)
        with Archive(archive.folder) as other:
            other.import_([publisher.url], allow_private=True)
        await pilot.press("B", "B", "R")
        await settle(pilot)
        assert (the_list(pilot).count, at_cursor(pilot)) == (52, "Hour 40")


async def test_a_changed_update_is_marked_and_its_earlier_wordings_are_kept(
    subscribed: Archive, publisher: Publisher
) -> None:
    for text in ("Second wording of the hour.", "Third wording of the hour."):
        publisher.edit("Hour 40", text)
        list(subscribed.following().refresh_all())
    async with ReaderApp(subscribed).run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert screen_lines(pilot)[2].startswith("•  ~12:40  Hour 40")
        assert "2 earlier wordings kept" in screen_text(pilot)
        for expected, number in (("Second wording", 2), ("as of crossing 40", 1)):
            await pilot.press("v")
            await settle(pilot)
            assert f"Earlier wording, {number} of 2" in screen_text(pilot)
            assert expected in screen_text(pilot)
            assert "Third wording" not in screen_text(pilot)
        await pilot.press("v")
        await settle(pilot)
        assert "Third wording" in screen_text(pilot)
        assert "Earlier wording," not in screen_text(pilot)
        await pilot.press("v", "j", "k")
        await settle(pilot)
        assert "Third wording" in screen_text(pilot)


async def test_an_edit_is_told_and_shown_on_request(subscribed: Archive, publisher: Publisher) -> None:
    async with ReaderApp(subscribed).run_test(size=WIDE) as pilot:
        await settle(pilot)
        publisher.edit("Hour 40", "Second wording of the hour.")
        list(subscribed.following().refresh_all())
        regain_focus(pilot)
        await eventually(pilot, lambda: "1 changed" in screen_lines(pilot)[0])
        assert "Second wording" not in screen_text(pilot)
        await pilot.press("R")
        await eventually(pilot, lambda: "Second wording" in screen_text(pilot))
        assert at_cursor(pilot) == "Hour 40"


async def test_an_update_that_never_changed_says_so(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("v")
        await settle(pilot)
        assert messages(pilot) == ["The publisher has not changed this update"]


async def test_leaving_does_not_wait_for_a_slow_server(archive: Archive, publisher: Publisher) -> None:
    archive.following().subscribe(publisher.url, allow_private=True)
    publisher.moods.append("stall")
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await eventually(pilot, lambda: publisher.requests)
        await pilot.press("q")
    assert archive.following().subscribed()[0].succeeded_at is None


async def test_key_events_are_shown_and_left_with_one_key(app: ReaderApp) -> None:
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        await pilot.press("j", "j", "E")
        await eventually(pilot, lambda: the_list(pilot).count == 1)
        assert at_cursor(pilot) == "Third 2"
        await pilot.press("E")
        await settle(pilot)
        assert (the_list(pilot).count, at_cursor(pilot)) == (12, "Third 3")


async def test_a_defect_while_asking_costs_the_news_alone(
    archive: Archive, publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RecursionError("as deep as the sea")

    monkeypatch.setattr("tui_reader.archive.following.Following.refresh", fails)
    archive.following().subscribe(publisher.url, allow_private=True)
    async with ReaderApp(archive).run_test(size=WIDE) as pilot:
        await eventually(pilot, lambda: messages(pilot))
        assert "internal error (RecursionError" in messages(pilot)[0]
        await pilot.press("j")
        assert at_cursor(pilot) == "Third 2"
    assert "as deep as the sea" in (archive.folder / "crash.log").read_text()


async def test_no_update_at_all_takes_no_harm_from_the_keys(library_of: object) -> None:
    assert callable(library_of)
    async with ReaderApp(library_of()).run_test(size=WIDE) as pilot:
        await pilot.press("v", "R", "v")
        await settle(pilot)
    async with ReaderApp(library_of(live_blog(date(2031, 5, 1), update("One", "Text.")))).run_test(
        size=(20, 6)
    ) as pilot:
        await pilot.press("v", "R")
        await settle(pilot)
