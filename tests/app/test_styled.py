from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui_reader.app.rendering.styled import Mark, Run, fitted, painted, shortened, sliced, width_of
from tui_reader.app.rendering.wrapping import line_spans

TEXTS = st.text(st.sampled_from("ab c[]éЖ港🚢\u0301ة"), max_size=60)
MARKS = st.lists(
    st.builds(Mark, st.integers(-3, 70), st.integers(-3, 70), st.sampled_from(["quotation", "hit", "link"])),
    max_size=6,
)


@given(TEXTS, MARKS)
def test_painting_keeps_the_text_and_covers_exactly_what_is_marked(text: str, marks: list[Mark]) -> None:
    runs = painted(text, marks, "headline")
    assert "".join(run.text for run in runs) == text
    roles = [run.roles for run in runs for _ in run.text]
    for index, found in enumerate(roles):
        assert found[0] == "headline"
        assert set(found[1:]) == {mark.role for mark in marks if mark.start <= index < mark.end}


def test_later_marks_lie_over_earlier_ones() -> None:
    runs = painted("abcd", [Mark(0, 3, "quotation"), Mark(1, 2, "hit")])
    assert runs == (
        Run("a", ("quotation",)),
        Run("b", ("quotation", "hit")),
        Run("c", ("quotation",)),
        Run("d", ()),
    )


@given(TEXTS, MARKS, st.integers(2, 30))
def test_wrapped_lines_keep_every_word_in_order_and_fit(text: str, marks: list[Mark], width: int) -> None:
    spans = line_spans(text, width)
    lines = sliced(painted(text, marks), spans)
    assert ["".join(run.text for run in line) for line in lines] == [text[start:end] for start, end in spans]
    assert all(width_of(line) <= width for line in lines)
    assert "".join(text[start:end] for start, end in spans).replace(" ", "") == text.replace(" ", "")
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)


def test_lines_break_at_spaces_and_only_there_where_that_is_possible() -> None:
    text = "the rope  across the river"
    assert [text[start:end] for start, end in line_spans(text, 10)] == ["the rope", "across the", "river"]


def test_long_words_and_wide_letters_break_anywhere() -> None:
    assert [end - start for start, end in line_spans("x" * 25, 10)] == [10, 10, 5]
    text = "go 港で働く人々"
    assert [text[start:end] for start, end in line_spans(text, 8)] == ["go 港で", "働く人々"]


def test_a_long_text_is_wrapped_in_linear_time() -> None:
    assert len(line_spans("word " * 100_000, 50)) == 10_000
    assert len(line_spans("港" * 100_000, 50)) == 4_000


@given(TEXTS, st.integers(0, 40))
def test_fitted_lines_have_exactly_the_width(text: str, width: int) -> None:
    assert width_of(fitted(painted(text, ()), width)) == width
    assert cell_len(shortened(text, width)) <= width


def test_what_is_cut_is_said_to_be() -> None:
    assert fitted((Run("abcdef", ("hit",)),), 4) == (Run("abc…", ("hit",)),)
    assert fitted((Run("ab", ("hit",)),), 4, ("read",)) == (Run("ab", ("hit",)), Run("  ", ("read",)))
