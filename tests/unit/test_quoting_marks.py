from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.quoting.spans import MAX_DEPTH, scan, scan_paragraphs

MARKS = "“”‘’„‚\"'«»‹›「」『』《》"
MARKED_TEXT = st.text(st.sampled_from(MARKS + "ab s.,?—5 \n(é好"), max_size=120)


def quoted(text: str) -> list[str]:
    return [text[span.start : span.end] for span in scan(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We won,” she said. “At last.”", ["We won,", "At last."]),
        ("‘We won,’ she said.", ["We won,"]),
        ("\"We won,\" she said. 'Hm.'", ["We won,", "Hm."]),
        ("„Gewonnen“, rief sie. »Endlich«, sagte er.", ["Gewonnen", "Endlich"]),
        ("« Gagné », dit-elle. «Enfin», dit-il.", ["Gagné", "Enfin"]),
        ("„Wygraliśmy”, powiedziała.", ["Wygraliśmy"]),
        ("”Vi vann”, sade hon.", ["Vi vann"]),
        ("他说：“我们赢了。”她说「是」。", ["我们赢了。", "是"]),
        ("قالت «فزنا» أمس ”أخيرا“ هنا", ["فزنا", "أخيرا"]),
        ("the offer ”will stand” for a week", ["will stand"]),
        ("an “ally ”. That was all “.", ["ally"]),
    ],
)
def test_marks_of_many_customs_are_read(text: str, words: list[str]) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "It’s the boys’ turn, the ’90s are back and rock ’n’ roll isn’t.",
        "It's the boys' turn, give 'em time, Sana'a and O'Hara say.",
        "The states’ plan and the players’ union’s hopes",
        'He is 6\' 2" tall and holds a 12" pipe.',
        "Sana‘a, Qur’an, Hawai‘i and ‘Abd al-Karim",
        'צה"ל',
        '“” ‘ ’ "" «…»',
    ],
)
def test_apostrophes_measures_and_empty_marks_quote_nothing(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("‘The states’ plan won’t work,’ he said.", "The states’ plan won’t work,"),
        ("‘good signs’ for investors’ hopes", "good signs"),
        ("'It's the boys' own plan' today", "It's the boys' own plan"),
        ('she called "a 12" pipe" long', 'a 12" pipe'),
    ],
)
def test_an_apostrophe_does_not_end_a_quotation(text: str, words: str) -> None:
    assert quoted(text) == [words]


def test_nested_quotations_know_their_parent() -> None:
    spans = scan("“He said ‘go “now”’ and left,” she said.")
    assert [span.parent for span in spans] == [None, 0, 1]


def test_a_quotation_of_the_same_marks_inside_another_is_nested() -> None:
    assert quoted("“A “b” c” d") == ["A “b” c", "b"]


def test_an_opening_mark_after_an_unclosed_one_begins_anew() -> None:
    first, second = scan("“We go, he said. “We stay.” So they did.")
    assert (first.is_closed, second.is_closed) == (False, True)
    assert first.end <= second.outer_start


def test_a_quotation_runs_over_paragraphs_that_repeat_its_opening_mark() -> None:
    spans = scan_paragraphs(["“First.", "“Second.", "“Third,” she said."])
    assert [[span.is_closed for span in own] for own in spans] == [[False], [False], [True]]


def test_a_quotation_opened_once_is_closed_paragraphs_later() -> None:
    _, second = scan_paragraphs(["He said: “First.", "Second and last.” Then he left."])
    assert [(span.start, span.end, span.is_opened) for span in second] == [(0, 16, False)]


def test_single_marks_run_on_only_when_the_next_paragraph_opens_with_one() -> None:
    assert scan_paragraphs(["‘First.", "‘Second,’ she said."])[0]
    assert not scan_paragraphs(["‘Abd and others.", "Second."])[0]


@given(MARKED_TEXT)
def test_spans_lie_in_the_text_and_are_well_nested(text: str) -> None:
    spans = scan(text)
    for span in spans:
        assert 0 <= span.outer_start <= span.start < span.end <= span.outer_end <= len(text)
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        if span.parent is not None:
            outer = spans[span.parent]
            assert outer.start <= span.outer_start
            assert span.outer_end <= outer.end
    tops = [span for span in spans if span.parent is None]
    assert all(before.outer_end <= after.outer_start for before, after in pairwise(tops))


@given(st.text(st.characters(exclude_characters=MARKS + "＂〈〉〝〞〟‟‛"), max_size=80))
def test_text_without_marks_has_no_spans(text: str) -> None:
    assert scan(text) == []


def test_deep_nesting_is_bounded() -> None:
    text = "「a『a《a〈a«a‹a“a”›»〉》』」"
    depth: list[int] = []
    for span in scan(text):
        depth.append(0 if span.parent is None else depth[span.parent] + 1)
    assert max(depth) == MAX_DEPTH - 1
