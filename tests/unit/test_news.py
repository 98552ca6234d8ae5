import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.news import (
    Block,
    Blockquote,
    Caption,
    Embed,
    Furniture,
    Interactive,
    Link,
    LiveBlog,
    Paragraph,
    Place,
    Quotation,
    Related,
    Update,
    json_form,
)
from tui_reader.news.identity import assign_ids, canonical_url, known_update, recognise
from tui_reader.news.ordering import (
    date_of_day,
    day_number,
    day_of_key,
    keys_of_day,
    merged_order,
    order_keys,
)

DAY = datetime.date(2024, 3, 5)
words = st.text(min_size=1, max_size=30)
maybe_words = st.none() | words
dates = st.dates(datetime.date(1990, 1, 1), datetime.date(2090, 1, 1))
moments = st.datetimes(
    datetime.datetime(1990, 1, 1), datetime.datetime(2090, 1, 1), timezones=st.timezones()
).map(lambda m: m.replace(tzinfo=datetime.timezone(m.utcoffset() or datetime.timedelta())))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, words, st.just((Link(0, 1, "https://example.org/"),))),
    st.builds(Blockquote, words),
    st.builds(Caption, words, maybe_words, maybe_words),
    st.builds(Interactive, words, maybe_words),
    st.builds(Embed, words, maybe_words, maybe_words, st.none() | dates, maybe_words),
    st.builds(Related, words, maybe_words),
)
quotations = st.builds(
    Quotation,
    text=words,
    kind=st.sampled_from(["direct", "partial", "headline", "nested", "scare"]),
    place=st.builds(Place, st.none() | st.integers(0, 9), st.integers(0, 99), st.integers(0, 99)),
    speaker=maybe_words,
    cue=maybe_words,
    attribution=st.none() | st.sampled_from(["explicit", "continued", "pronoun"]),
    evidence=st.none()
    | st.builds(Place, st.none() | st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)),
    confidence=st.integers(0, 1000).map(lambda n: n / 1000),
    group=maybe_words,
)
updates = st.builds(
    Update,
    headline=maybe_words,
    blocks=st.lists(blocks, max_size=4).map(tuple),
    published=st.none() | moments,
    modified=st.none() | moments,
    date=st.none() | dates,
    byline=maybe_words,
    url=maybe_words,
    source_id=maybe_words,
    is_key_event=st.booleans(),
    is_pinned=st.booleans(),
    quotations=st.lists(quotations, max_size=3).map(tuple),
    id=words,
)
live_blogs = st.builds(
    LiveBlog,
    title=maybe_words,
    updates=st.lists(updates, max_size=5).map(tuple),
    standfirst=st.lists(words, max_size=2).map(tuple),
    section=maybe_words,
    publisher=maybe_words,
    url=maybe_words,
    coverage_date=st.none() | dates,
    date_is_inferred=st.booleans(),
    status=st.sampled_from(["open", "closed", "unknown"]),
    furniture=st.lists(st.builds(Furniture, st.integers(1, 99), words), max_size=2).map(tuple),
    id=words,
)


@given(live_blogs)
def test_json_form_loses_nothing(blog: LiveBlog) -> None:
    assert json_form.from_object(json_form.to_object(blog)) == blog


@pytest.mark.parametrize(
    "found",
    [
        None,
        [],
        {"updates": {}},
        {"title": 3},
        {"updates": [{"blocks": [{"type": "paragraph"}]}]},
        {"updates": [{"blocks": [{"type": "advert", "text": "x"}]}]},
        {"updates": [{"published": "2024-03-05T10:00:00"}]},
        {
            "updates": [
                {"blocks": [{"type": "paragraph", "text": "x", "links": [{"start": 0, "end": 9, "url": ""}]}]}
            ]
        },
        {"coverage_date": "yesterday"},
        {"is_pinned": 1, "updates": [{"is_pinned": "yes"}]},
    ],
)
def test_json_form_refuses_what_is_no_live_blog(found: object) -> None:
    with pytest.raises(ValueError, match=r"live blog|update"):
        json_form.from_object(found)


def _update(headline: str | None, text: str, **kwargs: object) -> Update:
    return replace(Update(headline, (Paragraph(text),), date=DAY), **kwargs)  # type: ignore[arg-type]


def _blog(*updates: Update) -> LiveBlog:
    return assign_ids(LiveBlog("Flood in Averra", updates, coverage_date=DAY))


def test_ids_are_stable_and_unique_within_a_live_blog() -> None:
    blog = _blog(_update("Dam holds", "One."), _update(None, "Same."), _update(None, "Same."))
    assert len({update.id for update in blog.updates}) == 3
    assert assign_ids(replace(blog, id="")) == blog


def test_an_update_added_on_top_shifts_no_id() -> None:
    before = _blog(_update(None, "Same."), _update(None, "Same."))
    after = _blog(_update(None, "Same."), *before.updates)
    assert [u.id for u in after.updates[1:]] == [u.id for u in before.updates]


def test_ids_do_not_depend_on_quotation_marks_and_spaces() -> None:
    a, b = _blog(_update("‘Dam holds’", "It holds .")), _blog(_update('"Dam  holds"', "It holds."))
    assert a.updates[0].id == b.updates[0].id


def test_an_edited_update_is_recognised_by_what_stayed() -> None:
    known = _blog(_update("Dam holds", "First words."), _update("Rain goes on", "Other words."))
    edited = _blog(_update("Dam holds after all", "First words."), _update("Rain goes on", "New words."))
    assert [u.id for u in edited.updates] != [u.id for u in known.updates]
    again = recognise(edited, map(known_update, known.updates))
    assert [u.id for u in again.updates] == [u.id for u in known.updates]


def test_a_shared_headline_proves_nothing() -> None:
    known = _blog(_update("Update", "One."), _update("Update", "Two."))
    incoming = _blog(_update("Update", "Three."))
    assert recognise(incoming, map(known_update, known.updates)) == incoming


def test_addresses_that_lead_to_the_same_page_are_one() -> None:
    same = {
        canonical_url(url)
        for url in (
            "https://www.example.org/live/",
            "http://example.org/live?utm_source=x",
            "https://example.org/live#top",
        )
    }
    assert same == {"example.org/live"}
    assert canonical_url("https://[broken") == "https://[broken"


@given(st.lists(updates, max_size=12))
def test_order_keys_fall_down_the_page_within_a_day_without_times(found: list[Update]) -> None:
    page = [replace(update, date=DAY, published=None) for update in found]
    keys = order_keys(page, 7)
    assert keys == sorted(keys, reverse=True)
    assert len(set(keys)) == len(keys)
    assert {date_of_day(day_of_key(key)) for key in keys} <= {DAY}


def test_an_update_without_time_stays_at_its_place_among_timed_ones() -> None:
    at = [datetime.datetime(2024, 3, 5, hour, tzinfo=datetime.UTC) for hour in (9, 12)]
    page = [_update("c", "c", published=at[1]), _update("b", "b"), _update("a", "a", published=at[0])]
    keys = order_keys(page, 1)
    assert keys == sorted(keys, reverse=True)


def test_unknown_dates_come_last() -> None:
    assert day_number(None) == 0
    assert date_of_day(0) is None
    key = order_keys([Update("x", ())], 3)[0]
    assert keys_of_day(0)[0] <= key <= keys_of_day(0)[1] < keys_of_day(day_number(DAY))[0]


@pytest.mark.parametrize(
    ("known", "incoming", "order"),
    [
        ("", "cba", "cba"),
        ("ba", "cba", "cba"),
        ("cba", "ba", "cba"),
        ("cba", "dc", "dcba"),
        ("ca", "cba", "cba"),
        ("dca", "dcb", "dcba"),
        ("ba", "dc", "dcba"),
        ("ba", "ab", "ab"),
    ],
)
def test_pages_that_overlap_merge(known: str, incoming: str, order: str) -> None:
    assert "".join(merged_order(known, incoming)) == order


@given(st.lists(st.integers(0, 30), unique=True), st.lists(st.integers(0, 30), unique=True))
def test_merging_orders_loses_and_doubles_nothing(known: list[int], incoming: list[int]) -> None:
    order = merged_order([str(n) for n in known], [str(n) for n in incoming])
    assert sorted(order) == sorted({str(n) for n in (*known, *incoming)})
