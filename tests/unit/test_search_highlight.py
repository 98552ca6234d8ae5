import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_reader.search import Completion, Highlighter, complete, parse

TODAY = datetime.date(2022, 2, 16)


def marked(query: str, text: str, *, is_headline: bool = False, as_you_type: bool = False) -> list[str]:
    highlighter = Highlighter(parse(query, TODAY, as_you_type=as_you_type))
    return [text[start:end] for start, end in highlighter.spans(text, is_headline=is_headline)]


@pytest.mark.parametrize(
    ("query", "text", "expected"),
    [
        ("gas", "Gas, no gasoline; GAS’s", ["Gas", "GAS’s"]),
        ("schroder", "Gerhard Schröder’s", ["Schröder’s"]),
        ("trans*", "transit and trance", ["transit"]),
        ('"gas transit"', "gas transit, gas-transit, gas in transit", ["gas transit", "gas-transit"]),
        ('"gas transit"', "gas\ntransit", []),
        ("scholz~", "Sholz met Scholz, Schulz and Schulze", ["Sholz", "Scholz", "Schulz"]),
        ("gas OR oil", "oil and gas", ["oil", "gas"]),
        ("gas -oil", "oil and gas", ["gas"]),
        ("-(gas oil)", "oil and gas", []),
        ("gas NEAR/2 oil", "gas and oil, far away from gas", ["gas", "oil"]),
        ("東京", "東京都と京都", ["東京"]),
        ("said:gas", "“gas”", ["gas"]),
        ("speaker:gas on:2022 is:key", "gas 2022", []),
        ("", "gas", []),
    ],
)
def test_spans(query: str, text: str, expected: list[str]) -> None:
    assert marked(query, text) == expected


def test_headline_words_are_marked_in_headlines_only() -> None:
    assert marked("headline:gas", "gas") == []
    assert marked("headline:gas", "gas", is_headline=True) == ["gas"]


def test_the_word_being_typed_is_marked() -> None:
    assert marked("tran", "transit", as_you_type=True) == ["transit"]


_TEXT = st.text(st.sampled_from("gasoil 東京éßﬁ’“-\n\u0301"), max_size=40)


@settings(deadline=None)
@given(_TEXT, st.sampled_from(["gas", "g*", '"gas oil"', "東京 OR gas*", "gaso~", "gas NEAR oil", "i*"]))
def test_spans_are_in_order_apart_and_inside(text: str, query: str) -> None:
    spans = Highlighter(parse(query, TODAY)).spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def test_an_excerpt_shows_the_first_hit() -> None:
    text = "word " * 100 + "gas transit " + "more " * 100
    highlighter = Highlighter(parse("transit", TODAY))
    start, end = highlighter.excerpt(text, 80)
    assert "gas transit" in text[start:end]
    assert 60 <= end - start <= 90
    assert not text[start].isspace()
    assert highlighter.excerpt("short", 80) == (0, 5)
    assert text[: highlighter.excerpt("word " * 100, 12)[1]] == "word word"


NAMES = {"speaker": ["Ada Lorne", "Adam"], "tag": ["energy"]}


def names(field: str, typed: str) -> list[str]:
    return [name for name in NAMES.get(field, []) if name.casefold().startswith(typed.casefold())]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("s", ["speaker:", "said:", "source:", "since:"]),
        ("gas sp", ["gas speaker:"]),
        ("(sp", ["(speaker:"]),
        ("-sp", ["-speaker:"]),
        ("speaker:", ['speaker:"Ada Lorne"', "speaker:Adam"]),
        ("speaker:adam", ["speaker:Adam"]),
        ('speaker:"ada l', ['speaker:"Ada Lorne"']),
        ("gas is:un", ["gas is:unread"]),
        ("has:", ["has:quote", "has:picture", "has:embed", "has:link", "has:interactive", "has:note"]),
        ("tag:e", ["tag:energy"]),
        ("since:last", ['since:"last week"', 'since:"last month"']),
        ("gas ", []),
        ("", []),
        ('"sp', []),
        ("zzz", []),
    ],
)
def test_completions(query: str, expected: list[str]) -> None:
    found = complete(query, len(query), names)
    assert [query[: one.start] + one.text + query[one.end :] for one in found] == expected


def test_no_completion_inside_a_word() -> None:
    assert complete("speak", 2, names) == []
    assert complete("sp gas", 2, names) == [Completion(0, 2, "speaker:")]


@settings(deadline=None)
@given(st.text(max_size=30), st.integers(0, 30))
def test_every_completion_fits_the_query(query: str, cursor: int) -> None:
    for one in complete(query, min(cursor, len(query)), names):
        assert 0 <= one.start <= one.end == min(cursor, len(query))
