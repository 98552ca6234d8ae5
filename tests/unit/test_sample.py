"""The sample that everybody sees on first launch."""

import datetime
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from tui_reader.clean import clean, clean_line
from tui_reader.news import Block, LiveBlog, Update, json_form
from tui_reader.reading import Document, read
from tui_reader.resources import sample_folder

FIRST_DAY = datetime.date(2024, 3, 5)
JSON_DAYS = ("day-2.json", "day-3.json")
KINDS = {"paragraph", "blockquote", "caption", "interactive", "embed", "related"}


def _day(name: str) -> LiveBlog:
    reading = read(Document(name, (sample_folder() / name).read_bytes()))
    (blog,) = reading.live_blogs
    return blog


@pytest.fixture(scope="module")
def json_days() -> list[LiveBlog]:
    return [_day(name) for name in JSON_DAYS]


@pytest.fixture(scope="module")
def text_day() -> LiveBlog:
    return _day("day-1.txt")


def _updates(blogs: list[LiveBlog]) -> Iterator[Update]:
    for blog in blogs:
        yield from blog.updates


def _blocks(blogs: list[LiveBlog]) -> Iterator[Block]:
    for update in _updates(blogs):
        yield from update.blocks


def test_folder_holds_one_file_a_day() -> None:
    assert sorted(path.name for path in sample_folder().iterdir()) == ["day-1.txt", *JSON_DAYS]


def test_json_days_are_exports_that_lose_nothing_when_read(json_days: list[LiveBlog]) -> None:
    for name, blog in zip(JSON_DAYS, json_days, strict=True):
        found: Any = json.loads((sample_folder() / name).read_text(encoding="utf-8"))
        assert (found["format"], found["version"]) == ("tui-reader", 1)
        assert [json_form.from_object(each) for each in found["live_blogs"]] == [blog]


def test_every_day_says_that_it_is_fictional(text_day: LiveBlog, json_days: list[LiveBlog]) -> None:
    for blog in (text_day, *json_days):
        assert "(fictional sample)" in (blog.title or "")
        assert "invented" in blog.standfirst[0]
    assert {blog.publisher for blog in json_days} == {"The Meridian Wire (fictional sample)"}


def test_days_follow_each_other(text_day: LiveBlog, json_days: list[LiveBlog]) -> None:
    assert [blog.coverage_date for blog in (text_day, *json_days)] == [
        FIRST_DAY + datetime.timedelta(days=n) for n in range(3)
    ]


def test_number_of_updates(text_day: LiveBlog, json_days: list[LiveBlog]) -> None:
    assert [len(blog.updates) for blog in (text_day, *json_days)] == [18, 25, 20]


def test_text_day_is_read_as_it_was_written(text_day: LiveBlog) -> None:
    assert text_day.section == "Tesk valley floods"
    assert text_day.status == "closed"
    assert len(text_day.standfirst) == 4
    assert [notice.text.split()[0] for notice in text_day.furniture] == ["This", "Good", "You"]
    assert all(update.headline and update.date == FIRST_DAY for update in text_day.updates)
    assert {update.published for update in text_day.updates} == {None}
    assert Counter(block.kind for block in _blocks([text_day])) == {
        "paragraph": 49,
        "caption": 3,
        "interactive": 2,
        "embed": 2,
        "related": 1,
    }


def test_text_day_has_captions_and_posts_with_their_authors(text_day: LiveBlog) -> None:
    captions = [block for block in _blocks([text_day]) if block.kind == "caption"]
    assert all(caption.alt and caption.credit for caption in captions)
    posts = [block for block in _blocks([text_day]) if block.kind == "embed"]
    assert [post.handle for post in posts] == ["@talvenia_interior_ministry", "@talvenian_weather"]
    assert {post.date for post in posts} == {FIRST_DAY}


def test_every_kind_of_block_occurs(json_days: list[LiveBlog]) -> None:
    assert {block.kind for block in _blocks(json_days)} == KINDS
    paragraphs = [block for block in _blocks(json_days) if block.kind == "paragraph"]
    linked = [paragraph.text[x.start : x.end] for paragraph in paragraphs for x in paragraph.links]
    assert linked == ["Thursday’s page", "the inundation study", "41-page report"]
    captions = [block for block in _blocks(json_days) if block.kind == "caption"]
    assert all(caption.alt and caption.credit for caption in captions)


def test_addresses_lead_nowhere_real(json_days: list[LiveBlog]) -> None:
    addresses = [word for name in JSON_DAYS for word in (sample_folder() / name).read_text().split('"')]
    addresses += (sample_folder() / "day-1.txt").read_text().split()
    found = [address for address in addresses if "://" in address]
    assert len(found) > len(list(_updates(json_days)))
    assert all(address.startswith("https://example.org/") for address in found)


def test_every_update_is_known_by_publisher_time_and_address(json_days: list[LiveBlog]) -> None:
    updates = list(_updates(json_days))
    assert len({update.source_id for update in updates}) == len(updates)
    assert len({update.url for update in updates}) == len(updates)
    for update in updates:
        assert update.published is not None
        assert update.published.utcoffset() == datetime.timedelta(hours=2)
        assert update.date == update.published.date()


def test_updates_are_newest_first_below_a_pinned_one(json_days: list[LiveBlog]) -> None:
    for blog in json_days:
        assert [update.is_pinned for update in blog.updates] == [True] + [False] * (len(blog.updates) - 1)
        times = [update.published for update in blog.updates[1:] if update.published]
        assert times == sorted(times, reverse=True)


def test_a_day_runs_past_midnight(json_days: list[LiveBlog]) -> None:
    assert {update.date for update in json_days[0].updates} == {
        json_days[0].coverage_date,
        json_days[1].coverage_date,
    }


def test_a_correction_says_what_was_corrected(json_days: list[LiveBlog]) -> None:
    corrected = [u for u in _updates(json_days) if any("Correction: " in block.text for block in u.blocks)]
    assert [update.headline for update in corrected] == ["Two people missing in the valley"]
    (update,) = corrected
    assert update.modified is not None
    assert update.published is not None
    assert update.modified > update.published


def test_unusual_updates_occur(json_days: list[LiveBlog]) -> None:
    updates = list(_updates(json_days))
    assert sum(update.is_key_event for update in updates) >= 5
    assert sum(update.headline is None for update in updates) == 2
    assert sum(update.byline is not None for update in updates) >= 10
    assert any(all(block.kind == "caption" for block in update.blocks) for update in updates)


@pytest.mark.parametrize(("first", "last"), [("\u0410", "\u044f"), ("\u0621", "\u064a")])
def test_other_scripts_occur(json_days: list[LiveBlog], first: str, last: str) -> None:
    assert any(sum(first <= char <= last for char in block.text) > 20 for block in _blocks(json_days))


@pytest.mark.parametrize("name", ["day-1.txt", *JSON_DAYS])
def test_files_hold_nothing_that_cleaning_would_change(name: str) -> None:
    text = (sample_folder() / name).read_text(encoding="utf-8")
    assert clean(text) == text


def test_json_text_is_clean(json_days: list[LiveBlog]) -> None:
    for blog in json_days:
        assert [clean_line(text) for text in blog.standfirst] == list(blog.standfirst)
    for block in _blocks(json_days):
        assert clean_line(block.text) == block.text
