import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader import reading
from tui_reader.errors import SourceError
from tui_reader.news import Caption, Embed, Furniture, LiveBlog, Paragraph, Update
from tui_reader.reading.cleaning import clean_live_blog

_DAY = datetime.date(2024, 5, 3)
_TEXT = """Floods in Garrow: river bursts its banks – live

Here are the updates for Friday, May 3, 2024:

River bursts its banks

The river Garr has burst its banks near the old mill, the fire service says.

School closes early

The school in Lower Garrow sent its pupils home at noon.
"""


def _document(content: bytes) -> reading.Document:
    return reading.Document("page.txt", content)


def test_a_text_is_read_clean() -> None:
    found = reading.read(_document(_TEXT.replace("old mill", "old\x1b[31m mill\u202e").encode()))
    (blog,) = found.live_blogs
    assert [update.headline for update in blog.updates] == ["River bursts its banks", "School closes early"]
    assert blog.coverage_date == _DAY
    text = blog.updates[0].blocks[0].text
    assert text == "The river Garr has burst its banks near the old mill, the fire service says."


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"%PDF-1.4 and more", "is a binary file (PDF document), not a live blog"),
        (b"A shopping list\nEggs\nMilk", "does not look like a live blog"),
        (b"x", "does not look like a live blog"),
        (b"\n\n \n", "does not look like a live blog"),
    ],
)
def test_what_is_no_live_blog_is_refused_in_one_line(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError) as refused:
        reading.read(_document(content))
    assert str(refused.value) == f"page.txt: {reason}"


def _outcome(content: bytes) -> reading.Reading | str:
    try:
        return reading.read(_document(content))
    except SourceError as error:
        return str(error)


@given(st.text(max_size=400) | st.lists(st.sampled_from(_TEXT.split("\n")), max_size=40).map("\n".join))
@settings(max_examples=150)
def test_any_text_is_read_or_refused_in_one_line(text: str) -> None:
    outcome = _outcome(text.encode(errors="replace"))
    if isinstance(outcome, str):
        assert "\n" not in outcome
    else:
        assert all(clean_live_blog(blog) == blog for blog in outcome.live_blogs)


def test_cleaning_drops_what_is_empty_and_keeps_what_says_something() -> None:
    blog = LiveBlog(
        title=" \u200b ",
        updates=(
            Update("\x07", (Paragraph("\x00"),)),
            Update("A\nheadline", (Paragraph(" a \t b "), Caption("", alt="A hen"), Embed("", author=None))),
        ),
        standfirst=("", "one"),
        furniture=(Furniture(1, ""), Furniture(2, "Share")),
    )
    cleaned = clean_live_blog(blog)
    assert cleaned.title is None
    assert cleaned.standfirst == ("one",)
    assert cleaned.furniture == (Furniture(2, "Share"),)
    assert [update.headline for update in cleaned.updates] == ["A headline"]
    assert cleaned.updates[0].blocks == (Paragraph("a b"), Caption("", alt="A hen"))


def test_overrides_supply_and_correct() -> None:
    other = datetime.date(2024, 5, 2)
    published = datetime.datetime(2024, 5, 3, 12, tzinfo=datetime.UTC)
    blog = LiveBlog(
        title="Floods",
        updates=(
            Update("One", (), date=_DAY),
            Update("Two", (), date=None),
            Update("Three", (), date=other),
            Update("Four", (), date=_DAY, published=published),
        ),
        coverage_date=_DAY,
    )
    wanted = datetime.date(2023, 5, 3)
    found = reading.apply_overrides(
        blog, date=wanted, publisher=" The Garrow\nMail ", url="https://example.org/a"
    )
    assert (found.coverage_date, found.date_is_inferred) == (wanted, False)
    assert [update.date for update in found.updates] == [wanted, wanted, other, _DAY]
    assert (found.publisher, found.url) == ("The Garrow Mail", "https://example.org/a")
    assert reading.apply_overrides(blog) == blog


def test_a_date_for_an_inferred_one_moves_the_times_too() -> None:
    published = datetime.datetime(2024, 5, 3, 12, tzinfo=datetime.UTC)
    blog = LiveBlog(
        title="Floods",
        updates=(Update("One", (), date=_DAY, published=published),),
        coverage_date=_DAY,
        date_is_inferred=True,
    )
    (update,) = reading.apply_overrides(blog, date=datetime.date(2019, 5, 3)).updates
    assert update.published == datetime.datetime(2019, 5, 3, 12, tzinfo=datetime.UTC)
    assert update.date == datetime.date(2019, 5, 3)
