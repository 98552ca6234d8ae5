from pathlib import Path

import pytest
from terminal.session import Session


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
def test_the_terminals_own_cursor_follows(library: Path, size: tuple[int, int]) -> None:
    assert library
    with Session("--linear", size=size) as session:
        session.until_shown("q Quit")
        for row in (2, 3, 4):
            session.press("j")
            session.until_shown(f"{row}/")
            for _ in range(3):
                session.read()
            assert not session.screen.cursor.hidden
            assert session.screen.cursor.y == row + (size[1] >= 12)
            assert session.screen.cursor.x == 0
        session.press("q")
        assert session.until_ended() == 0
        assert session.is_restored()
