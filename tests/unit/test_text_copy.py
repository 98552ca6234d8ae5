import datetime
import json
import os
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader import reading
from tui_reader.errors import SourceError
from tui_reader.news import Blockquote, Caption, Embed, Interactive, LiveBlog, Paragraph, Related
from tui_reader.news.json_form import to_object
from tui_reader.reading.text_copy.language import Language, languages
from tui_reader.reading.text_copy.wording import Wording

_HEADED = """
Bridge reopens after three weeks

The bridge over the Sarr has reopened to lorries. It had been closed since a barge hit it.

Ferry makes its last trip

The ferry that replaced it has made its last trip. Its captain, Ines Hobb, was given a cake.

Council thanks the army

The council has thanked the army engineers who lifted the barge. They worked for nine nights.

Tolls to stay as they are

The road office said that the tolls would not rise this year. Nobody believed it.

Barge sold for scrap

The barge has been sold for scrap. It had carried gravel for forty years.
"""


def _read(text: str) -> LiveBlog:
    (found,) = reading.read(reading.Document("page.txt", text.encode())).live_blogs
    return found


def _with(top: str = "", bottom: str = "") -> LiveBlog:
    return _read(f"Sarr bridge: live updates\n\n{top}\n{_HEADED}\n{bottom}\n")


def _timed(*stamps: str, top: str = "") -> LiveBlog:
    words = "The water rose again at mark {}, the warden said."
    body = "\n".join(f"{stamp}\n{words.format(n)}" for n, stamp in enumerate(stamps))
    return _read(f"Garr valley floods live\n{top}\n{body}\n")


def test_headlines_divide_a_page_without_clocks() -> None:
    assert [update.headline for update in _with().updates] == [
        "Bridge reopens after three weeks",
        "Ferry makes its last trip",
        "Council thanks the army",
        "Tolls to stay as they are",
        "Barge sold for scrap",
    ]


def test_blank_lines_make_no_difference() -> None:
    spaced = _with()
    dense = _read(re.sub(r"\n+", "\n", f"Sarr bridge: live updates\n{_HEADED}"))
    wide = _read(f"Sarr bridge: live updates\n{_HEADED}".replace("\n", "\n\n\n"))
    assert (
        [u.blocks for u in dense.updates]
        == [u.blocks for u in spaced.updates]
        == [u.blocks for u in wide.updates]
    )


_DAY = datetime.date(2021, 3, 4)
_FERRY = Caption("The ferry ashore", "A boat on land", "A. Orr/Mail")
_GUESTS = Caption("Guests of the MacAllister house", None, "Moss Tully/Mail")
_POST = Embed("It rang!", "Sarr Bells", "@sarrbells", _DAY, "https://x.example/a")


@pytest.mark.parametrize(
    ("line", "block"),
    [
        ("A boat on landThe ferry ashore [File: A. Orr/Mail]", _FERRY),
        ("Lorries wait. Photograph: Moss Tully/Mail", Caption("Lorries wait.", None, "Moss Tully/Mail")),
        ("The old toll house (Foto: Moss Tully)", Caption("The old toll house", None, "Moss Tully")),
        ("The toll house at dusk © Moss Tully", Caption("The toll house at dusk", None, "Moss Tully")),
        ("Guests of the MacAllister house [Moss Tully/Mail]", _GUESTS),
        ("INTERACTIVE- Bridges of the Sarr(Mail)", Interactive("Bridges of the Sarr", "Mail")),
        ("Read more about the barge here.", Related("Read more about the barge here.")),
        ("> It was a good barge.", Blockquote("It was a good barge.")),
        ("• Lorries pay double.", Paragraph("Lorries pay double.")),
        ("It rang! https://x.example/a — Sarr Bells (@sarrbells) March 4, 2021", _POST),
    ],
)  # fmt: skip
def test_blocks_are_typed(line: str, block: object) -> None:
    assert _with(bottom=line).updates[-1].blocks[-1] == block


def test_a_post_takes_the_line_above_its_signature() -> None:
    found = _with(bottom="The bells are back\n— Sarr Bells (@sarrbells) March 4, 2021").updates[-1]
    assert found.blocks[-1] == Embed("The bells are back", "Sarr Bells", "@sarrbells", _DAY)
    assert len(found.blocks) == 2


@pytest.mark.parametrize(
    ("top", "bottom", "day", "is_inferred"),
    [
        ("", "", None, False),
        ("Here are the updates for 4 March 2021:", "", _DAY, False),
        ("Here are the updates for Thursday, March 4:", "It was built in 2019.", _DAY, True),
        ("Here are the updates for Thursday, March 4:", "It stays until 2024.", _DAY, True),
        ("Here are the updates for March 4:", "Hello.\n— A B (@ab) March 3, 2021", _DAY, True),
        ("Here are the updates for March 4:", "", None, False),
        ("", "Hello.\n— A B (@ab) March 3, 2021", datetime.date(2021, 3, 3), False),
        ("", "Built in 2019.\nYou can read all the updates from Wednesday, March 3 here", _DAY, True),
        ("Here are the updates for Friday, March 4, 2021:", "", None, False),
    ],
)  # fmt: skip
def test_the_day_follows_from_the_evidence_or_is_unknown(
    top: str, bottom: str, day: datetime.date | None, is_inferred: bool
) -> None:
    found = _with(top, bottom)
    assert (found.coverage_date, found.date_is_inferred) == (day, is_inferred)
    assert {update.date for update in found.updates} == {day}


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("14:32 GMT", "14:32:00+00:00"),
        ("2.15pm BST", "14:15:00+01:00"),
        ("Posted at 14:05 UTC", "14:05:00+00:00"),
        ("(15:40 CET)", "15:40:00+01:00"),
        ("9:30 a.m. ET", "09:30:00-05:00"),
        ("12:05 a.m. EST", "00:05:00-05:00"),
        ("18:00 GMT+3", "18:00:00+03:00"),
        ("18:00 +05:30", "18:00:00+05:30"),
    ],
)
def test_a_clock_with_a_zone_is_a_time_of_publication(stamp: str, time: str) -> None:
    found = _timed(stamp, stamp, stamp, top="Updates from 4 March 2021")
    assert {u.published and u.published.isoformat() for u in found.updates} == {f"2021-03-04T{time}"}


@pytest.mark.parametrize("stamp", ["14:32", "14:32 IST", "3 hours ago", "14h32", "2.15pm", "14:32 Uhr"])
def test_a_time_that_is_not_known_is_not_made_up(stamp: str) -> None:
    found = _timed(stamp, stamp, stamp, top="Updates from 4 March 2021")
    assert [update.published for update in found.updates] == [None] * 3
    assert [line.text for line in found.furniture].count(stamp) == 3


def test_a_zone_stated_for_the_page_counts_for_every_clock() -> None:
    found = _timed("16:20", "15:10", "14:05", top="All times are GMT\n4 March 2021")
    assert [u.published and u.published.hour for u in found.updates] == [16, 15, 14]


def test_days_above_the_updates_are_theirs() -> None:
    found = _timed("Friday 5 March 2021\n09:00", "08:00", "Thursday 4 March 2021\n23:00", "22:00")
    assert [update.date and update.date.day for update in found.updates] == [5, 5, 4, 4]
    assert found.coverage_date == datetime.date(2021, 3, 5)


def test_links_of_a_markdown_copy_keep_their_place() -> None:
    lines = [f"**{n}:10** The [gate](https://x.example/{n}) is shut, says the warden." for n in (12, 11, 10)]
    found = _read("# Garr valley floods live\n\n" + "\n\n".join(lines))
    for update, n in zip(found.updates, (12, 11, 10), strict=True):
        (block,) = update.blocks
        assert isinstance(block, Paragraph)
        (link,) = block.links
        assert (block.text[link.start : link.end], link.url) == ("gate", f"https://x.example/{n}")


def test_a_name_behind_a_dash_is_a_byline() -> None:
    found = _with(bottom="— Ines Hobb").updates[-1]
    assert (found.byline, len(found.blocks)) == ("Ines Hobb", 1)


def test_a_page_may_run_over_midnight() -> None:
    found = _timed("00:40", "00:10", "23:50", "22:00", "20:15", top="Updates from 4 March 2021")
    assert [update.date and update.date.day for update in found.updates] == [5, 5, 4, 4, 4]


def test_headlines_may_stand_above_their_clocks() -> None:
    text = "".join(
        f"{head}\n{10 + n}:30\nThe warden gave no reason for it, the council said.\n"
        for n, head in enumerate(["Gates closed", "Gates opened", "Gates stuck", "Gates gone"])
    )
    found = _read(f"Garr valley floods live\nThe river is high.\n{text}")
    assert [u.headline for u in found.updates] == [
        "Gates closed",
        "Gates opened",
        "Gates stuck",
        "Gates gone",
    ]
    assert found.standfirst == ("The river is high.",)


def test_a_list_of_what_follows_is_furniture() -> None:
    found = _with("Key events\nBarge sold for scrap\nFerry makes its last trip\n")
    assert len(found.updates) == 5
    assert [line.text for line in found.furniture] == [
        "Key events",
        "Barge sold for scrap",
        "Ferry makes its last trip",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "A note",
        "It was a dark night. The rain fell on the roofs of the town.\n\n" * 200,
        "".join(
            f"CHAPTER {n}\n\n" + "He walked on and said nothing to anybody at all. " * 60 + "\n\n"
            for n in range(20)
        ),
        "name,age\n" + "ada,36\n" * 50,
        "\n".join(f"line of verse number {n}" for n in range(60)),
        "def river(level):\n    # The level is in metres.\n    return Level(level)\n\n" * 20,
        "THE RIVER IS PROVIDED AS IT IS, WITHOUT\nany warranty of any kind, and whoever goes near\n"
        "it does so at a risk that is wholly their own.\n\n" * 20,
    ],
    ids=["note", "prose", "novel", "table", "verse", "program", "wrapped"],
)
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(SourceError, match="does not look like a live blog"):
        _read(text)


def test_a_text_longer_than_any_page_is_refused() -> None:
    with pytest.raises(SourceError, match="too long"):
        _read(f"Sarr bridge: live updates\n{_HEADED}{'x' * 16_000_000}")


_WORDS = st.lists(
    st.sampled_from(["river", "mayor", "opens", "says", "bridge", "again"]), min_size=3, max_size=9
)
_LINES = st.one_of(
    _WORDS.map(lambda words: " ".join(words).capitalize()),
    _WORDS.map(lambda words: " ".join(words * 3).capitalize() + "."),
    st.sampled_from(
        ["14:32", "09:05", "Share", "Advertisement", "", "", "Key events", "Read more here.", "Who says?"]
    ),
    st.sampled_from(
        ["This live blog is now closed.", "3 hours ago", "Load more", "Topics", "---", "Updated at 12:00"]
    ),
)


@given(st.lists(_LINES, min_size=12, max_size=60))
@settings(max_examples=120)
def test_every_line_lands_in_exactly_one_place(lines: list[str]) -> None:
    try:
        found = _read("Live updates: the river\n" + "\n".join(lines))
    except SourceError:
        return
    placed = Counter([found.title, *found.standfirst, *(line.text for line in found.furniture)])
    for update in found.updates:
        placed.update([update.headline, *(block.text for block in update.blocks)])
    assert placed - Counter([None] * len(placed) * 99) == Counter(
        ["Live updates: the river", *filter(None, lines)]
    )


@pytest.mark.parametrize("language", languages(), ids=lambda language: language.code)
def test_the_tables_of_a_language_are_sound(language: Language) -> None:
    assert len(language.months) == 12
    assert len(language.weekdays) == 7
    wording = Wording((language,))
    for name, parts in language.patterns.items():
        assert wording.line(name)
        assert not any(re.search(r"(?<!\\)[*+](?!\\)", re.sub(r"\[[^\]]*\]", "", part)) for part in parts), (
            name
        )


def _texts(blog: dict[str, Any]) -> list[list[str]]:
    return [[" ".join(block["text"].split()) for block in update["blocks"]] for update in blog["updates"]]


@pytest.mark.corpus
@pytest.mark.skipif("TUI_READER_CORPUS" not in os.environ, reason="TUI_READER_CORPUS names no folder")
def test_real_copies_are_read_as_by_hand() -> None:
    corpus = Path(os.environ["TUI_READER_CORPUS"])
    for source in sorted(corpus.glob("texts/*.txt")):
        want = json.loads((corpus / "expected" / f"{source.stem}.json").read_text(encoding="utf-8"))
        got = to_object(_read(source.read_text(encoding="utf-8")))
        for key in (
            "title",
            "section",
            "standfirst",
            "coverage_date",
            "date_is_inferred",
            "status",
            "furniture",
        ):
            assert got[key] == want[key]
        assert [u["headline"] for u in got["updates"]] == [u["headline"] for u in want["updates"]]
        assert _texts(got) == _texts(want)
