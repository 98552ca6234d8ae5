import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.errors import QueryError
from tui_reader.search import parse
from tui_reader.search.nodes import (
    And,
    Dated,
    Everything,
    Flag,
    Fuzzy,
    Inflected,
    InHeadline,
    Mark,
    Name,
    Near,
    Node,
    Not,
    Or,
    Said,
    Words,
)
from tui_reader.search.parser import MAX_DEPTH, MAX_TERMS
from tui_reader.search.query import MAX_LENGTH

TODAY = datetime.date(2022, 2, 16)  # a Wednesday
GAS, OIL, TRANSIT = Words(("gas",)), Words(("oil",)), Words(("transit",))


def root(text: str, *, as_you_type: bool = False) -> Node:
    return parse(text, TODAY, as_you_type=as_you_type, inflected=False).root


def error_of(text: str, *, as_you_type: bool = False) -> QueryError | None:
    try:
        root(text, as_you_type=as_you_type)
    except QueryError as error:
        return error
    return None


def day(text: str) -> int:
    return (datetime.date.fromisoformat(text) - datetime.date(1970, 1, 1)).days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Everything()),
        ("  ", Everything()),
        ("gas", GAS),
        ("Gás transit", And((GAS, TRANSIT))),
        ("gas AND transit", And((GAS, TRANSIT))),
        ("gas and oil", And((GAS, Words(("and",)), OIL))),
        ('"gas transit"', Words(("gas", "transit"))),
        ("“gas transit”", Words(("gas", "transit"))),
        ("gas-transit", Words(("gas", "transit"))),
        ("trans*", Words(("trans",), is_prefix=True)),
        ("sholz~", Fuzzy("sholz")),
        ("gas~", Words(("gas",))),
        ("gas OR oil transit", Or((GAS, And((OIL, TRANSIT))))),
        ("(gas OR oil) transit", And((Or((GAS, OIL)), TRANSIT))),
        ("-gas", Not(GAS)),
        ("NOT gas", Not(GAS)),
        ("NOT -gas", GAS),
        ("oil -(gas transit)", And((OIL, Not(And((GAS, TRANSIT)))))),
        ("gas NEAR/3 transit", Near(GAS, TRANSIT, 3)),
        ("gas NEAR transit", Near(GAS, TRANSIT, 5)),
        ("gas NEAR/3 (transit)", Near(GAS, TRANSIT, 3)),
        ("gas NEAR/3 oil NEAR/4 transit", And((Near(GAS, OIL, 3), Near(OIL, TRANSIT, 4)))),
        ("headline:gas", InHeadline(GAS)),
        ("Headline:gas", InHeadline(GAS)),
        ("said:gas", Said(GAS)),
        ('speaker:"ada lorne"', Name("speaker", Words(("ada", "lorne")))),
        (
            "said:gas speaker:lorne",
            And((Said(GAS, (Name("speaker", Words(("lorne",))),)), Name("speaker", Words(("lorne",))))),
        ),
        (
            "blog:floods source:herald",
            And((Name("blog", Words(("floods",))), Name("source", Words(("herald",))))),
        ),
        ("is:unread", Mark("is:unread")),
        ("is:key has:picture", And((Flag("key"), Flag("picture")))),
        ("has:note", Mark("has:note")),
        ('tag:"Gas Prices"', Mark("tag:gas prices")),
        ("https://example.org/a", Words(("https", "example", "org", "a"))),
        ("at 10:30", And((Words(("at",)), Words(("10", "30"))))),
        ("Gas: transit", And((GAS, TRANSIT))),
        ("東京", Words(("東", "京"))),
    ],
)
def test_forms(text: str, expected: Node) -> None:
    assert root(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Protests", Inflected("protests")),
        ("headline:gas", InHeadline(Inflected("gas"))),
        ("said:gas", Said(Inflected("gas"))),
        ("-gas", Not(Inflected("gas"))),
        ("gas NEAR/3 oil", Near(Inflected("gas"), Inflected("oil"), 3)),
        ('"gas"', GAS),
        ("gas*", Words(("gas",), is_prefix=True)),
        ("gas-transit", Words(("gas", "transit"))),
        ("speaker:gas", Name("speaker", GAS)),
        ("at", Words(("at",))),
        ("3500", Words(("3500",))),
        ("schröder", Inflected("schroder")),
        ("вода", Words(("вода",))),
    ],
)
def test_whole_english_words_stand_for_their_inflections(text: str, expected: Node) -> None:
    assert parse(text, TODAY).root == expected


def test_the_word_being_typed_is_a_beginning_not_an_inflection() -> None:
    assert parse("gas oil", TODAY, as_you_type=True).root == And(
        (Inflected("gas"), Words(("oil",), is_prefix=True))
    )


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("gas", "newest", GAS),
        ("gas order:oldest", "oldest", GAS),
        ("order:Relevance gas", "relevance", GAS),
        ("(gas order:oldest) OR oil", "oldest", Or((GAS, OIL))),
        ("order:oldest", "oldest", Everything()),
        ("gas order:oldest order:newest", "newest", GAS),
    ],
)
def test_a_query_may_ask_for_an_order(text: str, order: str, expected: Node) -> None:
    query = parse(text, TODAY, inflected=False)
    assert (query.order, query.root) == (order, expected)


def test_an_order_may_be_unfinished_while_typing() -> None:
    assert root("gas order:", as_you_type=True) == GAS
    assert root("gas order:old", as_you_type=True) == GAS


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on:2022-02-15", "2022-02-15", "2022-02-15"),
        ("2022-02-15", "2022-02-15", "2022-02-15"),
        ("2022-02-14..16", "2022-02-14", "2022-02-16"),
        ("on:2022-02-14..2022-03-01", "2022-02-14", "2022-03-01"),
        ("2022-02-14..03-01", "2022-02-14", "2022-03-01"),
        ("..2022-02-14", None, "2022-02-14"),
        ("2022-02-14..", "2022-02-14", None),
        ("since:yesterday", "2022-02-15", None),
        ("before:yesterday", None, "2022-02-14"),
        ("on:feb 15", "2022-02-15", "2022-02-15"),
        ("on:15 February 2021", "2021-02-15", "2021-02-15"),
        ('on:"feb 17"', "2021-02-17", "2021-02-17"),
        ("on:feb 29", "2020-02-29", "2020-02-29"),
        ("on:february", "2022-02-01", "2022-02-28"),
        ("on:2021", "2021-01-01", "2021-12-31"),
        ("on:2022-02", "2022-02-01", "2022-02-28"),
        ("on:last tuesday", "2022-02-15", "2022-02-15"),
        ("on:last wednesday", "2022-02-09", "2022-02-09"),
        ("on:wednesday", "2022-02-16", "2022-02-16"),
        ("on:last month", "2022-01-01", "2022-01-31"),
        ("on:this week", "2022-02-14", "2022-02-20"),
        ("since:3 days ago", "2022-02-13", None),
        ("since:2 months ago", "2021-12-16", None),
        ("before:2022-02", None, "2022-01-31"),
        ("on:15.02.2022", "2022-02-15", "2022-02-15"),
    ],
)
def test_dates(text: str, first: str | None, last: str | None) -> None:
    assert root(text) == Dated(day(first) if first else None, day(last) if last else None)


def test_a_date_takes_as_many_words_as_it_has() -> None:
    assert root("since:feb 15 gas") == And((Dated(day("2022-02-15"), None), GAS))
    assert root("on:yesterday gas") == And((Dated(day("2022-02-15"), day("2022-02-15")), GAS))


@pytest.mark.parametrize(
    ("text", "spot", "reason"),
    [
        ("gas OR", "OR", "nothing stands after OR"),
        ("OR gas", "OR", "nothing stands before OR"),
        ("gas AND", "AND", "nothing stands after AND"),
        ("AND gas", "AND", "nothing stands before AND"),
        ("gas (oil", "(", "this parenthesis is never closed"),
        ("gas oil)", ")", "this parenthesis closes nothing"),
        ("gas ()", "(", "nothing stands between the parentheses"),
        ('gas "oil', '"oil', "this quotation mark is never closed"),
        ('gas ""', '""', "no letter or digit to search for"),
        ("gas - oil", "-", "no letter or digit to search for"),
        ("gas -", "-", "no letter or digit to search for"),
        ("gas NOT", "NOT", "nothing follows to leave out"),
        ("(gas -)", "-", "nothing follows to leave out"),
        ("gas -order:oldest", "-", "an order cannot be left out"),
        ("NOT order:oldest gas", "NOT", "an order cannot be left out"),
        ("*gas", "*", "* only ends a word"),
        ("g*s", "*", "* only ends a word"),
        ("*", "*", "* only ends a word"),
        ("g~s", "~", "~ only ends a word"),
        ("gas-oil~", "gas-oil~", "~ follows a single word"),
        ("speaker:scholz~", "scholz~", "names take no ~"),
        ("gas NEAR (oil transit)", "NEAR", "NEAR stands between two words or phrases"),
        ("gas NEAR", "NEAR", "NEAR stands between two words or phrases"),
        ("gas NEAR/0 oil", "NEAR/0", "NEAR reaches 1 to 50 words"),
        ("NEAR gas", "NEAR", "nothing stands before NEAR"),
        ("is:red", "red", "is: takes unread, read, bookmarked, key or edited"),
        (
            "colour:red",
            "colour:",
            "fields are headline speaker said blog source is has tag on since before order",
        ),
        ("speaker:", "", "nothing follows speaker:"),
        ("speaker: gas", "", "nothing follows speaker:"),
        ("on:soon", "soon", "no date; write 2022-02-15, feb 15, yesterday, 3 days ago or 2022-02-14..16"),
        ("on:2022-02-30", "2022-02-30", "there is no such day"),
        ("2022-02-14..13", "2022-02-14..13", "the range ends before it begins"),
        ("on:02/03/2022", "02/03/2022", "day or month first? write 2022-03-02 or 2022-02-03"),
        ("since:9999 years ago", "9999", "there is no such day"),
    ],
)
def test_errors_point_at_the_spot(text: str, spot: str, reason: str) -> None:
    error = error_of(text)
    assert error is not None
    assert (text[error.start : error.end], error.reason) == (spot, reason)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gas trans", And((GAS, Words(("trans",), is_prefix=True)))),
        ("gas transit ", And((GAS, TRANSIT))),
        ('"gas tra', Words(("gas", "tra"), is_prefix=True)),
        ('"gas transit"', Words(("gas", "transit"))),
        ("(gas", Words(("gas",), is_prefix=True)),
        ("speaker:lor", Name("speaker", Words(("lor",), is_prefix=True))),
        ("東京", Words(("東", "京"))),
        ("gas OR", GAS),
        ("gas OR ", GAS),
        ("gas AND", GAS),
        ("gas NEAR/3", GAS),
        ("gas -", GAS),
        ("gas NOT", GAS),
        ("gas (", GAS),
        ('gas "', GAS),
        ("gas speaker:", GAS),
        ("gas is:un", GAS),
        ("gas on:2022-0", GAS),
        ("gas on:las", GAS),
        ("gas !", GAS),
    ],
)
def test_unfinished_queries_are_no_errors(text: str, expected: Node) -> None:
    assert root(text, as_you_type=True) == expected


@pytest.mark.parametrize("text", ["gas OR )", "is:red oil", "*", "gas)", "foo:bar", "(gas OR) oil"])
def test_errors_remain_errors_while_typing(text: str) -> None:
    with pytest.raises(QueryError):
        root(text, as_you_type=True)


@pytest.mark.parametrize(
    "text",
    [
        "x" * (MAX_LENGTH + 1),
        "x " * (MAX_TERMS + 1),
        f'"{"x " * (MAX_TERMS + 1)}"',
        "(" * (MAX_DEPTH + 1) + "x" + ")" * (MAX_DEPTH + 1),
    ],
)
def test_bounds(text: str) -> None:
    with pytest.raises(QueryError):
        root(text)


def test_as_deep_and_long_as_allowed() -> None:
    assert root("(" * MAX_DEPTH + "gas" + ")" * MAX_DEPTH) == GAS
    assert root("-" * (MAX_LENGTH - 3) + "gas") in (GAS, Not(GAS))


_FRAGMENTS = """gas NATO OR AND NOT NEAR NEAR/3 ( ) " “ - * ~ : .. / speaker: said: headline: is: has:key tag:
on: since: 2022-02-14 9999999 東京 ’s [ \\ é İ 3_days_ago feb_15 [a_to_z]"""
_FRAGMENT = st.sampled_from([*(part.replace("_", " ") for part in _FRAGMENTS.split()), " ", "\x00", "x" * 70])


@given(st.one_of(st.lists(_FRAGMENT, max_size=30).map("".join), st.text(max_size=600)), st.booleans())
def test_nothing_but_query_errors(text: str, as_you_type: bool) -> None:
    error = error_of(text, as_you_type=as_you_type)
    if error is not None:
        assert 0 <= error.start <= error.end <= len(text)
        assert error.query == text
        assert len(str(error).splitlines()) == 1


@given(
    st.lists(
        st.sampled_from(["gas", "OR", "-oil", '"a b"', "(x)", "is:key", "on:2022-02-15", "y*"]), max_size=8
    )
)
def test_every_beginning_of_a_query_can_be_typed(parts: list[str]) -> None:
    text = " ".join(part for at, part in enumerate(parts) if part != "OR" or (at and parts[at - 1] != "OR"))
    for end in range(len(text) if error_of(text) is None else 0):
        assert error_of(text[:end], as_you_type=True) is None
