from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tui_reader.archive.schedule import (
    LONGEST,
    MINIMUM,
    Answer,
    Pace,
    due,
    earliest,
    failed,
    seconds_to_next,
    succeeded,
)
from tui_reader.library import Source

NOW = datetime(2031, 5, 3, 12, 0, tzinfo=UTC)
NEWS = Answer(True, '"v2"', None)
NO_NEWS = Answer(False, '"v2"', None)

chances = st.floats(0, 1)
moments = st.datetimes(datetime(2030, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))
sources = st.builds(
    Source,
    url=st.just("https://lorne.example/live"),
    tried_at=st.none() | moments,
    succeeded_at=st.none() | moments,
    changed_at=st.none() | moments,
    due_at=st.none() | moments,
    not_before=st.none() | moments,
    failures=st.integers(0, 10_000),
)
paces = st.builds(Pace, interval=st.floats(0, 86_400), slowest=st.floats(0, 86_400))


def asked(changed_at: datetime | None = None) -> Source:
    return Source("https://lorne.example/live", tried_at=NOW, changed_at=changed_at)


def pause(source: Source) -> float:
    assert source.due_at is not None
    return (source.due_at - NOW).total_seconds()


@given(sources, paces, chances, st.booleans())
def test_a_success_clears_the_failures_and_keeps_the_interval(
    source: Source, pace: Pace, chance: float, has_news: bool
) -> None:
    after = succeeded(source, NOW, pace, chance, NEWS if has_news else NO_NEWS)
    assert (after.failures, after.error, after.not_before, after.succeeded_at) == (0, None, None, NOW)
    least = max(pace.interval, MINIMUM)
    assert least - 0.001 <= pause(after) <= 1.1 * max(least, pace.slowest) + 0.001
    if has_news:
        assert after.changed_at == NOW
        assert pause(after) <= 1.1 * least + 0.001


@given(sources, paces, chances, st.none() | st.floats(0, 86_400))
def test_a_failure_leads_to_a_pause_that_is_bounded_and_respects_the_server(
    source: Source, pace: Pace, chance: float, retry_after: float | None
) -> None:
    after = failed(source, NOW, pace, chance, "has trouble", retry_after)
    assert (after.failures, after.error) == (source.failures + 1, "has trouble")
    assert (after.etag, after.succeeded_at) == (source.etag, source.succeeded_at)
    least = max(pace.interval, MINIMUM, 60.0, retry_after or 0)
    assert least - 0.001 <= pause(after) <= 1.1 * max(least, LONGEST) + 0.001


@given(st.floats(15, 60), chances)
def test_pauses_grow_with_every_failure(interval: float, chance: float) -> None:
    source, pauses = asked(), []
    for _ in range(9):
        source = failed(source, NOW, Pace(interval), chance, "has trouble")
        pauses.append(pause(source) / (1 + 0.1 * chance))
    assert [round(seconds / 60) for seconds in pauses] == [1, 2, 4, 8, 16, 32, 60, 60, 60]


@given(sources, moments)
def test_nothing_is_asked_twice_within_the_minimum_nor_before_its_server_allows(
    source: Source, now: datetime
) -> None:
    soonest = earliest(source, now)
    assert soonest >= now
    assert due(source, now) >= soonest
    if source.tried_at and source.tried_at <= now:
        assert (soonest - source.tried_at).total_seconds() >= MINIMUM
        assert soonest >= (source.not_before or now)


@given(sources, moments, moments)
def test_what_is_due_stays_due(source: Source, now: datetime, later: datetime) -> None:
    was_asked_later = source.tried_at is not None and source.tried_at > now
    if due(source, now) <= now <= later and not was_asked_later:
        assert due(source, later) <= later


@given(sources, moments)
def test_a_clock_that_was_set_back_leaves_nothing_waiting(source: Source, now: datetime) -> None:
    if source.tried_at and source.tried_at > now:
        assert due(source, now) == now


@given(st.lists(sources, max_size=5), moments)
def test_the_wait_ends_when_the_first_is_due(found: list[Source], now: datetime) -> None:
    seconds = seconds_to_next(found, now)
    assert (seconds is None) == (not found)
    if seconds is not None:
        assert seconds >= 0
        assert any(due(source, now) <= now + timedelta(seconds=seconds) for source in found)


def test_a_source_that_is_silent_for_long_is_asked_less_often() -> None:
    pace = Pace(60, 3_600)
    quiet = [
        succeeded(asked(NOW - timedelta(minutes=minutes)), NOW, pace, 0, NO_NEWS)
        for minutes in (1, 10, 60, 300, 6_000)
    ]
    assert [pause(source) for source in quiet] == [60, 60, 360, 1_800, 3_600]


def test_a_new_source_is_due_at_once() -> None:
    assert due(Source("https://lorne.example/live"), NOW) == NOW
