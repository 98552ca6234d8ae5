import stat
import threading
from pathlib import Path

import pytest

from tui_reader.library import Draft, Drafts


def draft(note: str, name: str = "a q1") -> Draft:
    return Draft(name, "Boats wait", note, "dam, pier")


def test_a_draft_is_kept_replaced_and_forgotten(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path)
    assert drafts.latest() is None
    drafts.keep(draft("one", "b"))
    drafts.keep(draft("half a"))
    drafts.keep(draft("half a thöught\n"))
    assert Drafts(tmp_path).find("a q1") == Drafts(tmp_path).latest() == draft("half a thöught\n")
    drafts.discard("a q1")
    drafts.discard("a q1")
    assert drafts.find("a q1") is None
    assert drafts.latest() == draft("one", "b")


def test_drafts_are_private(tmp_path: Path) -> None:
    Drafts(tmp_path).keep(draft("note"))
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "drafts").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "drafts").stat().st_mode) == 0o700


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"name": 1}', b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_draft_is_none(tmp_path: Path, data: bytes) -> None:
    drafts = Drafts(tmp_path)
    drafts.keep(draft("note"))
    for path in (tmp_path / "drafts").glob("*.json"):
        path.write_bytes(data)
    assert drafts.find("a q1") is None
    assert drafts.latest() is None
    drafts.keep(draft("anew"))
    assert drafts.find("a q1") == draft("anew")


def test_windows_that_write_the_same_draft_take_turns(tmp_path: Path) -> None:
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for n in range(20):
                Drafts(tmp_path).keep(draft(f"{number} {n}"))
        except BaseException as failure:
            failures.append(failure)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Drafts(tmp_path).find("a q1") is not None
