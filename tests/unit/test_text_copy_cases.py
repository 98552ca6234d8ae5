"""Every text copy of `fixtures/cases`, compared with what a careful reader finds in it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tui_reader import reading
from tui_reader.errors import SourceError
from tui_reader.news.json_form import to_object

_CASES = Path(__file__).parents[2] / "fixtures" / "cases"
_SOURCES = sorted(_CASES.glob("*/source.txt"))


def _compared(want: Any, got: Any, where: str = "") -> list[str]:
    """Where what was read differs from what was expected; keys that are not expected do not count."""
    if isinstance(want, dict):
        return [
            line
            for key, value in want.items()
            if key != "note"
            for line in _compared(value, got.get(key), f"{where}.{key}")
        ]
    if isinstance(want, list) and isinstance(got, list) and len(want) == len(got):
        return [
            line
            for n, (a, b) in enumerate(zip(want, got, strict=True))
            for line in _compared(a, b, f"{where}[{n}]")
        ]
    return [] if want == got else [f"{where}: expected {want!r}, read {got!r}"]


@pytest.mark.parametrize("source", [pytest.param(path, id=path.parent.name) for path in _SOURCES])
def test_a_text_copy_is_read_as_expected(source: Path) -> None:
    want = json.loads((source.parent / "expected.json").read_text(encoding="utf-8"))
    document = reading.Document(source.name, source.read_bytes())
    if "error" in want:
        with pytest.raises(SourceError, match="does not look like a live blog"):
            reading.read(document)
    else:
        (found,) = reading.read(document).live_blogs
        assert _compared(want, to_object(found)) == []
