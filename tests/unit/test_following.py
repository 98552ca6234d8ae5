from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path

import pytest
from live_blog_server import Publisher, publisher_at_work

from tui_reader.archive import Archive
from tui_reader.archive.following import Following, Outages, Refreshed, checked_address
from tui_reader.archive.schedule import MINIMUM, Pace
from tui_reader.errors import SourceError
from tui_reader.library import Library, Marks, Source
from tui_reader.reading.web import Limits

EVERY_30_SECONDS = Pace(30, 30)
LIMITS = Limits(raw_bytes=500_000, decoded_bytes=1_000_000, seconds=1.0)
STORM = ("Sea wall holds", "Ferries stay in port", "Lighthouse goes dark")
MISBEHAVIOUR = {
    "status 429": "fewer requests",
    "status 500": "trouble of its own",
    "status 404": "not there",
    "loop": "redirects more than",
    "lead http://10.0.0.7/live": "private address",
    "lead http://169.254.169.254/": "private address",
    "lead file:///etc/passwd": "no address of the web",
    "stall": "within 1 seconds",
    "drip": "within 1 seconds",
    "overstate": "broke off",
    "understate": "no updates that could be told apart",
    "bomb": "unpacks to more than 1 MB",
    "empty": "does not look like a live blog",
    "hang_up": "broke off",
}


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2031, 5, 3, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def timestamp(self) -> float:
        return self.now.timestamp()

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass
class Stage:
    publisher: Publisher
    clock: Clock
    library: Library
    folder: Path

    def following(self, pace: Pace = EVERY_30_SECONDS) -> Following:
        return Following(self.library, pace=pace, limits=LIMITS, now=self.clock, chance=lambda: 0.5)

    def follow(self) -> Iterator[Refreshed]:
        return self.following().follow([self.publisher.url], self.clock.wait, allow_private=True)

    def stored(self) -> list[str]:
        listing = self.library.everything()
        return [row.headline for row in listing.rows(0, 1_000)]

    def gaps(self) -> list[float]:
        return [after.at - before.at for before, after in pairwise(self.publisher.requests)]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    clock = Clock()
    with publisher_at_work() as publisher:
        publisher.clock = clock.timestamp
        publisher.publish(*STORM)
        yield Stage(publisher, clock, Library(tmp_path, Marks(tmp_path)), tmp_path)


@pytest.fixture
def _loopback_is_public(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui_reader.reading.web.network.is_public", lambda address: address == "127.0.0.1")


def headlines(stage: Stage, ids: object) -> list[str]:
    assert isinstance(ids, list)
    return [row.headline for row in stage.library.rows(ids)]


def test_new_updates_arrive_once_each(stage: Stage) -> None:
    rounds = stage.follow()
    assert headlines(stage, next(rounds).new_ids) == list(STORM)
    assert next(rounds).new_ids == []
    stage.publisher.publish("Pier closed", "Trains stop")
    third = next(rounds)
    assert headlines(stage, third.new_ids) == ["Pier closed", "Trains stop"]
    assert third.changed_ids == []
    assert stage.stored() == ["Trains stop", "Pier closed", *reversed(STORM)]


def test_what_has_not_changed_is_not_sent_again(stage: Stage) -> None:
    rounds = stage.follow()
    first, second = next(rounds), next(rounds)
    assert first.source.etag
    assert second.source.etag == first.source.etag
    assert stage.publisher.requests[1].headers["if-none-match"] == first.source.etag
    assert second.source.changed_at == first.source.changed_at
    assert second.source.succeeded_at != first.source.succeeded_at


def test_an_edited_update_keeps_its_earlier_wordings(stage: Stage) -> None:
    rounds = stage.follow()
    next(rounds)
    for text in ("The wall leaks, says the harbour master.", "The wall is dry again, says the harbour."):
        stage.publisher.edit("Sea wall holds", text)
        edited = next(rounds)
        assert headlines(stage, edited.changed_ids) == ["Sea wall holds"]
        assert edited.new_ids == []
    earlier = stage.library.revisions(edited.changed_ids[0])
    assert [update.blocks[0].text for update in earlier] == [
        "The ferry of Lorne reports: sea wall holds, as of crossing 1.",
        "The wall leaks, says the harbour master.",
    ]
    assert [row.headline for row in stage.library.everything().rows(0, 9) if row.is_edited] == [
        "Sea wall holds"
    ]


def test_what_the_publisher_deleted_stays(stage: Stage) -> None:
    rounds = stage.follow()
    next(rounds)
    stage.publisher.delete("Ferries stay in port")
    stage.publisher.publish("Pier closed")
    assert headlines(stage, next(rounds).new_ids) == ["Pier closed"]
    assert stage.stored() == ["Pier closed", *reversed(STORM)]


@pytest.mark.usefixtures("_loopback_is_public")
@pytest.mark.parametrize("mood", MISBEHAVIOUR)
def test_following_goes_on_whatever_the_server_does(stage: Stage, mood: str) -> None:
    following, url = stage.following(), stage.publisher.url
    rounds = following.follow([url], stage.clock.wait)
    next(rounds)
    stage.publisher.publish("Pier closed")
    stage.publisher.moods.append(mood)
    failure = next(rounds)
    assert MISBEHAVIOUR[mood] in (failure.source.error or "")
    assert (failure.source.failures, failure.new_ids) == (1, [])
    assert stage.stored() == list(reversed(STORM))
    recovery = next(rounds)
    assert (recovery.source.failures, recovery.source.error) == (0, None)
    assert headlines(stage, recovery.new_ids) == ["Pier closed"]
    assert recovery.changed_ids == []
    assert stage.stored() == ["Pier closed", *reversed(STORM)]
    assert all(request.path in ("/live", "/loop") for request in stage.publisher.requests)


def test_a_long_day_of_trouble_loses_and_doubles_nothing(stage: Stage) -> None:
    rounds = stage.follow()
    expected = list(STORM)
    arrived: list[str] = []
    moods = ("well", "status 500", "understate", "pack", "overstate", "status 429 45", "well", "hang_up")
    for number in range(32):
        stage.publisher.moods.append(moods[number % len(moods)])
        stage.publisher.publish(f"Hour {number}")
        expected.append(f"Hour {number}")
        arrived += headlines(stage, next(rounds).new_ids)
    arrived += headlines(stage, next(rounds).new_ids)
    assert arrived == expected
    assert stage.stored() == expected[::-1]


def test_the_interval_is_respected(stage: Stage) -> None:
    list(islice(stage.follow(), 6))
    assert stage.gaps() == [31.5] * 5


def test_pauses_grow_while_a_source_fails(stage: Stage) -> None:
    stage.publisher.moods.extend(["status 500"] * 8)
    list(islice(stage.follow(), 10))
    assert [round(gap / 63) for gap in stage.gaps()] == [1, 2, 4, 8, 16, 32, 60, 60, 0]


def test_a_server_that_wants_to_be_left_alone_is(stage: Stage) -> None:
    stage.publisher.moods.append("status 429 600")
    rounds = stage.follow()
    next(rounds)
    subscribed = stage.following()
    subscribed.subscribe(stage.publisher.url, allow_private=True)
    stage.clock.wait(300)
    assert [refreshed.was_asked for refreshed in subscribed.refresh_all()] == [False]
    assert next(rounds).source.not_before is None
    assert stage.gaps() == [600]
    (source,) = subscribed.subscribed()
    assert (source.not_before, source.failures) == (None, 0)


def test_a_failing_source_is_told_once_and_so_is_its_recovery(stage: Stage) -> None:
    outages = Outages()
    stage.publisher.moods.extend(["well", "status 500", "hang_up", "status 500", "well", "well"])
    lines = [outages.line(refreshed) for refreshed in islice(stage.follow(), 6)]
    assert [line is not None for line in lines] == [False, True, False, False, True, False]
    assert "trouble of its own" in str(lines[1])
    assert lines[4] == f"{stage.publisher.url}: answers again"


def test_subscribed_sources_are_asked_when_they_are_due(stage: Stage) -> None:
    following = stage.following(Pace(60))
    assert following.seconds_to_next() is None
    assert following.subscribe(f" {stage.publisher.url} ", allow_private=True)
    assert not following.subscribe(stage.publisher.url, allow_private=True)
    assert following.seconds_to_next() == 0
    (first,) = following.refresh_due()
    assert len(first.new_ids) == 3
    assert following.seconds_to_next() == 63
    assert not list(following.refresh_due())
    stage.clock.wait(63)
    assert len(list(following.refresh_due())) == 1
    assert following.unsubscribe(stage.publisher.url)
    assert not following.unsubscribe(stage.publisher.url)
    assert (following.seconds_to_next(), following.subscribed()) == (None, [])
    assert stage.stored() == list(reversed(STORM))


def test_a_refresh_out_of_turn_waits_for_the_minimum(stage: Stage) -> None:
    following = stage.following()
    following.subscribe(stage.publisher.url, allow_private=True)
    for wait, was_asked in ((0, True), (MINIMUM - 1, False), (1, True)):
        stage.clock.wait(wait)
        assert [refreshed.was_asked for refreshed in following.refresh_all()] == [was_asked]
    assert len(stage.publisher.requests) == 2


def test_a_source_removed_while_it_is_asked_stays_removed(stage: Stage) -> None:
    following = stage.following()
    following.subscribe(stage.publisher.url, allow_private=True)
    (source,) = following.subscribed()
    following.unsubscribe(source.url)
    following.refresh(source)
    assert following.subscribed() == []


def test_two_processes_never_ask_together(stage: Stage) -> None:
    here, there = stage.following(), Following(Library(stage.folder, Marks(stage.folder)), now=stage.clock)
    here.subscribe(stage.publisher.url, allow_private=True)
    (source,) = there.subscribed()
    assert here.refresh(source).was_asked
    stage.clock.wait(60)
    assert not there.refresh(source).was_asked
    assert len(stage.publisher.requests) == 1


def test_the_state_outlives_the_process(stage: Stage) -> None:
    following = stage.following()
    following.subscribe(stage.publisher.url, allow_private=True)
    stage.publisher.moods.append("status 503")
    (refreshed,) = following.refresh_due()
    (found,) = Following(Library(stage.folder, Marks(stage.folder))).subscribed()
    assert found == refreshed.source
    assert (found.failures, found.tried_at, found.succeeded_at) == (1, stage.clock.now, None)


def test_a_source_may_lead_to_a_private_address_only_if_it_was_said_so(stage: Stage) -> None:
    following = stage.following()
    following.subscribe(stage.publisher.url)
    (refreshed,) = following.refresh_due()
    assert "private address" in str(refreshed.source.error)
    assert not stage.publisher.requests


def test_an_import_from_an_address_is_conditional(stage: Stage) -> None:
    with Archive(stage.folder) as archive:
        first = archive.import_([stage.publisher.url], allow_private=True)
        again = archive.import_([stage.publisher.url], allow_private=True)
        assert (first.new, first.not_changed) == (3, [])
        assert (again.live_blogs, again.refused, again.not_changed) == (0, [], [stage.publisher.url])
        stage.publisher.publish("Pier closed")
        assert archive.import_([stage.publisher.url], allow_private=True).new == 1


def test_what_was_not_stored_is_sent_again(stage: Stage) -> None:
    url = stage.publisher.url
    with Archive(stage.folder) as archive:
        archive.import_([url], allow_private=True)
        for blog in list(archive.live_blogs()):
            stage.library.remove(blog.id)
        assert archive.import_([url], allow_private=True).new == 3


@pytest.mark.parametrize(
    ("mood", "told"), [("empty", "does not look like"), ("nothing", "no live blog"), ("status 304", "known")]
)
def test_what_holds_no_live_blog_is_never_taken_for_unchanged(stage: Stage, mood: str, told: str) -> None:
    stage.publisher.moods.extend([mood, mood])
    with Archive(stage.folder) as archive:
        for _ in range(2):
            report = archive.import_([stage.publisher.url], allow_private=True)
            assert told in str(report.refused[0])
            assert not report.not_changed


@pytest.mark.parametrize(
    "word",
    [
        "live.html",
        "ftp://lorne.example/",
        "https://",
        "http://[",
        "file:///etc/passwd",
        "https://a\x1b.example",
        "",
    ],
)
def test_only_addresses_of_the_web_are_followed(stage: Stage, word: str) -> None:
    with pytest.raises(SourceError, match="no address of the web"):
        stage.following().subscribe(word)


def test_addresses_with_a_password_are_not_kept(stage: Stage) -> None:
    with pytest.raises(SourceError, match="password"):
        stage.following().subscribe("https://me:secret@lorne.example/")
    assert checked_address(" https://lorne.example/live ") == "https://lorne.example/live"


def test_arrivals_are_counted_from_whichever_process(stage: Stage) -> None:
    following = stage.following()
    following.subscribe(stage.publisher.url, allow_private=True)
    list(following.refresh_due())
    point = stage.library.point()
    other = Library(stage.folder, Marks(stage.folder))
    assert other.arrivals(point).newest_id is None
    before = stage.library.everything()
    stage.publisher.publish("Pier closed", "Trains stop")
    stage.publisher.edit("Sea wall holds", "The wall leaks.")
    stage.clock.wait(60)
    (refreshed,) = following.refresh_due()
    found = other.arrivals(point)
    assert (found.new, found.changed, found.newest_id) == (2, 1, refreshed.new_ids[0])
    assert [row.headline for row in before.rows(0, 9)] == list(reversed(STORM)), "a list stays as it was"
    assert before.index_of(refreshed.new_ids[0]) is None
    assert other.arrivals(other.point()).new == 0


def test_corrections_by_the_reader_are_no_arrivals(stage: Stage) -> None:
    list(islice(stage.follow(), 1))
    point = stage.library.point()
    (blog,) = stage.library.live_blogs()
    stage.library.save_quotations(blog.updates[0])
    assert stage.library.last_change() > point.sequence
    found = stage.library.arrivals(point)
    assert (found.new, found.changed) == (0, 0)


def test_a_source_keeps_everything_that_is_known_of_it(stage: Stage) -> None:
    moment = stage.clock.now
    source = Source(
        "https://lorne.example/live",
        is_subscribed=True,
        allows_private=True,
        etag='"e"',
        last_modified="Sat, 03 May 2031 11:00:00 GMT",
        tried_at=moment,
        succeeded_at=moment - timedelta(hours=1),
        changed_at=moment - timedelta(hours=2),
        due_at=moment + timedelta(hours=1),
        not_before=moment + timedelta(minutes=1),
        failures=3,
        error="trouble",
    )
    stage.library.sources.subscribe(source.url, allows_private=True)
    stage.library.sources.settle(source)
    assert stage.library.sources.subscribed() == [source]
    stage.library.sources.settle(replace(source, is_subscribed=False, failures=4))
    assert stage.library.sources.get(source.url) == replace(source, failures=4)
