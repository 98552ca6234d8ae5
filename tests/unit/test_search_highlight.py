import datetime

import pytest
from hypothesis import given
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


@given(_TEXT, st.sampled_from(["gas", "g*", '"gas oil"', "東京 OR gas*", "gaso~", "gas NEAR oil", "i*"]))
def test_spans_are_in_order_apart_and_inside(text: str, query: str) -> None:
    spans = Highlighter(parse(query, TODAY)).spans(text)
    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(0 <= start < end <= len(text) for start, end in spans)


def snippet(query: str, headline: str, body: str, width: int = 40) -> tuple[str, list[str]] | None:
    found = Highlighter(parse(query, TODAY)).snippet(headline, body, width)
    return (found[0], [found[0][start:end] for start, end in found[1]]) if found else None


@pytest.mark.parametrize(
    ("query", "headline", "body", "expected"),
    [
        ("gas", "Oil", "Some gas and gas.", ("Some gas and gas.", ["gas", "gas"])),
        ("gas", "Gas", "Some gas.", None),
        ("gas", "Oil", "Some oil.", None),
        ("gas", "Oil", "First.\nSome gas.", ("Some gas.", ["gas"])),
        ("", "Oil", "Some gas.", None),
        ("headline:gas", "Oil", "Some gas.", None),
        ("is:key", "Oil", "Some gas.", None),
        ("oil gas", "Oil", "Some gas.", None),
        ('"gas transit"', "Gas", "The gas, the gas transit", ("The gas, the gas transit", ["gas transit"])),
        (
            "transit",
            "Oil",
            "word " * 20 + "gas transit " + "more " * 20 + "transit",
            ("…word word gas transit more more more…", ["transit"]),
        ),
        ("w" * 60, "", "a " + "w" * 60 + " b", ("a " + "w" * 60 + "…", ["w" * 60])),
    ],
)
def test_a_snippet_shows_the_first_hit_that_the_headline_does_not(
    query: str, headline: str, body: str, expected: tuple[str, list[str]] | None
) -> None:
    assert snippet(query, headline, body) == expected


@given(_TEXT, st.sampled_from(["gas", '"gas oil"', "東京 OR gas*", "i*"]), st.integers(1, 30))
def test_snippets_show_their_hits_whole(text: str, query: str, width: int) -> None:
    highlighter = Highlighter(parse(query, TODAY))
    found = highlighter.snippet("", text, width)
    assert (found is None) == (not highlighter.spans(text))
    if found:
        shown, spans = found
        assert spans
        assert shown.strip("…") in text
        assert {shown[start:end] for start, end in spans} <= {text[s:e] for s, e in highlighter.spans(text)}


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


@given(st.text(max_size=30), st.integers(0, 30))
def test_every_completion_fits_the_query(query: str, cursor: int) -> None:
    for one in complete(query, min(cursor, len(query)), names):
        assert 0 <= one.start <= one.end == min(cursor, len(query))
