from dataclasses import replace
from datetime import UTC, date, datetime

from tui_reader.news import LiveBlog, Paragraph, Update
from tui_reader.reading.arranging import arranged, by_day, status_in


def update(
    name: str, hour: int | None = None, day: int = 1, *, is_pinned: bool = False, blocks: int = 1
) -> Update:
    return Update(
        headline=name,
        blocks=tuple(Paragraph(f"{name} {n}") for n in range(blocks)),
        published=None if hour is None else datetime(2024, 5, day, hour, tzinfo=UTC),
        source_id=name,
        is_pinned=is_pinned,
    )


def order(*updates: Update, in_page_order: bool = True) -> list[str | None]:
    return [each.headline for each in arranged(LiveBlog("x", updates), in_page_order=in_page_order).updates]


def test_a_page_order_that_is_mostly_from_the_newest_on_is_kept() -> None:
    assert order(update("a", 9), update("b", 7), update("c", 8), update("d", 6)) == ["a", "b", "c", "d"]


def test_an_order_from_the_oldest_on_is_turned_round_below_what_is_pinned() -> None:
    updates = [update("p", 6, is_pinned=True), update("a", 7), update("b", 8), update("c", 9)]
    assert order(*updates) == ["p", "c", "b", "a"]


def test_an_order_that_no_page_gives_is_that_of_the_times() -> None:
    assert order(update("a", 7), update("b", 9), update("c", 8), in_page_order=False) == ["b", "c", "a"]


def test_updates_without_times_stay_where_they_are() -> None:
    assert order(update("a"), update("b", 9), update("c", 8), in_page_order=False) == ["a", "b", "c"]


def test_a_pinned_update_that_is_repeated_stays_in_its_place() -> None:
    (_, second) = arranged(
        LiveBlog("x", (update("a", 8, is_pinned=True), update("b", 9), update("a", 8, blocks=2))),
        in_page_order=True,
    ).updates
    assert (second.headline, second.is_pinned, len(second.blocks)) == ("a", True, 2)


def test_the_day_covered_is_that_of_most_updates_and_of_equal_ones_the_newest() -> None:
    most = LiveBlog("x", (update("a", 1, 3), update("b", 9, 2), update("c", 8, 2)))
    assert arranged(most, date(2024, 5, 1), in_page_order=True).coverage_date == date(2024, 5, 2)
    equal = LiveBlog("x", (update("a", 1, 3), update("b", 9, 2)))
    assert arranged(equal, in_page_order=True).coverage_date == date(2024, 5, 3)
    undated = LiveBlog("x", (update("a"),))
    assert arranged(undated, date(2024, 5, 1), in_page_order=True).coverage_date == date(2024, 5, 1)


def test_a_title_may_say_that_all_has_happened() -> None:
    assert status_in("Cup final – as it happened") == "closed"
    assert status_in("Cup final: live") == "unknown"
    assert status_in(None) == "unknown"


def test_a_feed_is_split_by_day_without_its_address() -> None:
    feed = LiveBlog("Feed", (update("a", 9, 2), update("b"), update("c", 9, 3)), url="https://feed.example")
    found = by_day(feed)
    assert [(blog.coverage_date, [u.headline for u in blog.updates]) for blog in found] == [
        (date(2024, 5, 3), ["c"]),
        (date(2024, 5, 2), ["a"]),
        (None, ["b"]),
    ]
    assert {blog.url for blog in found} == {None}


def test_an_id_that_different_updates_share_is_the_pages() -> None:
    updates = tuple(
        replace(update(name, hour), source_id="page", url="https://x/live#top")
        for name, hour in (("a", 9), ("b", 8))
    )
    found = arranged(LiveBlog("x", updates), in_page_order=True).updates
    assert [(u.headline, u.source_id, u.url) for u in found] == [("a", None, None), ("b", None, None)]
