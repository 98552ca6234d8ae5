from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.search.folding import MAX_WORD, lines, located, pairs, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Schröder’s gas-transit", ["schroder", "gas", "transit"]),
        ("L'Élysée, d’Artagnan", ["elysee", "artagnan"]),
        ("it's don’t O'Neill's", ["it", "dont", "oneill"]),
        ("'quoted' ‘words’", ["quoted", "words"]),
        ("Łódź, Ærø, İzmir, STRASSE, straße", ["lodz", "aero", "izmir", "strasse", "strasse"]),
        ("йод їжак ёлка", ["йод", "їжак", "ёлка"]),
        ("и\u0306од", ["йод"]),
        ("м’яч", ["мяч"]),
        ("كَتَبَ أحمد", ["كتب", "احمد"]),
        ("שָׁלוֹם", ["שלום"]),
        ("ά Ώρα", ["α", "ωρα"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("東京都 x", ["東", "京", "都", "x"]),
        ("ｶﾞｽ", ["ガ", "ス"]),
        ("서울에서", ["서울에서"]),
        ("ﬁne ② ٣٤ ２０２２", ["fine", "2", "34", "2022"]),
        ("soft\u00adhyphen zero\u200dwidth", ["softhyphen", "zerowidth"]),
        ("snake_case 3.5% #tag @name 🙂", ["snake", "case", "3", "5", "tag", "name"]),
        ("", []),
        ("' — !", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_lines_keep_paragraphs_apart() -> None:
    assert lines("One two.\n\n—\nThree") == [["one", "two"], ["three"]]


def test_pairs_join_neighbours_of_unspaced_scripts_only() -> None:
    assert list(pairs(words("東京 tower 京都"))) == ["東京", "京都"]


def test_long_words_are_cut_alike_everywhere() -> None:
    assert words("x" * 100) == ["x" * MAX_WORD]
    assert [word.text for word in located("x" * 100)] == ["x" * MAX_WORD]


def test_located_words_name_their_place() -> None:
    text = "Früh: Schröder’s “Gas” in 東京"
    assert [(word.text, text[word.start : word.end]) for word in located(text)] == [
        ("fruh", "Früh"),
        ("schroder", "Schröder’s"),
        ("gas", "Gas"),
        ("in", "in"),
        ("東", "東"),
        ("京", "京"),
    ]


_TEXT = st.text(
    st.one_of(
        st.sampled_from("abcsS' ’´\u0301\u0306\u0308éßŁïﬁ½…東京ガｶﾞ가각\u11a8यमुनिİΆς١²„_-.\u00ad\u200d"),
        st.characters(codec="utf-8", exclude_characters="\n"),
    ),
    max_size=60,
)


@given(_TEXT)
def test_located_words_are_the_words(text: str) -> None:
    found = located(text)
    assert [word.text for word in found] == words(text)
    assert all(0 <= word.start < word.end <= len(text) for word in found)
    assert all(one.start <= two.start for one, two in pairwise(found))


@given(_TEXT)
def test_folding_again_changes_nothing(text: str) -> None:
    assert words(" ".join(words(text))) == words(text) or any(len(word) == MAX_WORD for word in words(text))
