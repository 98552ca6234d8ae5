import pyte
from hypothesis import given
from hypothesis import strategies as st

from tui_reader.app.cells import Cells, Look, Piece

WIDTH, HEIGHT = 12, 3
LOOKS = (Look(), Look("\x1b[31m", "\x1b[0m"), Look("\x1b[1;44m", "\x1b[0m"))
signs = st.sampled_from(["a", "b", " ", "漢", "ß", "é", "e\u0301", "🙂"])
pieces = st.lists(st.tuples(st.lists(signs, max_size=5).map("".join), st.sampled_from(LOOKS)), max_size=4)
line = st.lists(pieces, min_size=HEIGHT, max_size=HEIGHT)


def full(lines: list[list[Piece]]) -> list[tuple[int, int, list[Piece]]]:
    """Every line to its end, as a screen is painted."""
    return [(y, 0, [*pieces, (" " * WIDTH, Look())]) for y, pieces in enumerate(lines)]


def shown(*outputs: str) -> list[list[tuple[str, str, str, bool]]]:
    """What a terminal shows after these."""
    screen = pyte.Screen(WIDTH, HEIGHT)
    stream = pyte.Stream(screen)
    stream.feed("\x1b[?7l")
    for output in outputs:
        stream.feed(output)
    cells = [[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)]
    return [[(cell.data, cell.fg, cell.bg, cell.bold) for cell in row] for row in cells]


@given(st.lists(line, min_size=1, max_size=4))
def test_the_terminal_shows_what_the_cells_hold(pictures: list[list[list[Piece]]]) -> None:
    cells = Cells(WIDTH, HEIGHT)
    outputs = [cells.write(full(lines)) for lines in pictures]
    assert shown(*outputs) == shown(Cells(WIDTH, HEIGHT).write(full(pictures[-1])))


@given(line)
def test_what_stands_there_already_is_not_sent(lines: list[list[Piece]]) -> None:
    cells = Cells(WIDTH, HEIGHT)
    cells.write(full(lines))
    assert cells.write(full(lines)) == ""


def test_only_what_differs_is_sent() -> None:
    cells = Cells(40, 2)
    cells.write([(0, 0, [("The river rises by the bridge", Look())])])
    assert cells.write([(0, 0, [("The river sinks by the bridge", Look())])]) == "\x1b[1;11Hsink"


def test_what_does_not_fit_is_not_sent() -> None:
    cells = Cells(4, 1)
    assert cells.write([(0, 2, [("abcdef", Look())]), (1, 0, [("below", Look())])]) == "\x1b[1;3Hab"


@given(line)
def test_a_picture_can_be_kept_and_put_back(lines: list[list[Piece]]) -> None:
    cells, again = Cells(WIDTH, HEIGHT), Cells(WIDTH, HEIGHT)
    first = cells.write(full(lines))
    second = again.write((y, 0, pieces) for y, pieces in enumerate(cells.lines()))
    assert shown(first) == shown(second)
    assert again.write(full(lines)) == ""
