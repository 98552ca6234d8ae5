import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.search.inflection import beginning, inflections, is_inflected


@pytest.mark.parametrize(
    "words",
    [
        "protest protests protested protesting protester protesters",
        "hope hopes hoped hoping",
        "hop hops hopped hopping",
        "country countries",
        "happy happier",
        "official officially officials",
        "meet meeting meetings",
        "die dies died",
    ],
)
def test_inflections_find_each_other(words: str) -> None:
    first, *others = words.split()
    assert [other for other in others if not is_inflected(other, first)] in ([], ["happier"])


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("universe", "university"),
        ("hope", "hopping"),
        ("gas", "gash"),
        ("new", "news"),
        ("police", "policies"),
        ("us", "use"),
        ("transit", "transition"),
    ],
)
def test_other_words_are_told_apart(word: str, other: str) -> None:
    assert not is_inflected(other, word)
    assert not is_inflected(word, other)


@given(st.text("aeisdgnpy", min_size=3, max_size=9), st.lists(st.text("aeisdgnpy", max_size=12)))
def test_inflections_are_the_candidates_that_are_inflected(word: str, others: list[str]) -> None:
    candidates = [other for other in [word, f"{word}s", *others] if other.startswith(beginning(word))]
    assert inflections(word, candidates) == [other for other in candidates if is_inflected(other, word)]
    assert is_inflected(word, word)
