from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui_reader.app.safety_filter import SafetyFilter


def test_the_filter_takes_controls_out_and_counts() -> None:
    safety = SafetyFilter()
    fine = [Segment("fine ", Style(bold=True)), Segment("[/]")]
    assert safety.apply(fine, Color(0, 0, 0)) is fine
    assert safety.hits == 0
    harmful = [Segment("a\x1b[2Jb", Style(bold=True)), Segment("ok"), Segment("x", Style(link="file:///etc"))]
    mended = safety.apply(harmful, Color(0, 0, 0))
    assert [segment.text for segment in mended] == ["a[2Jb", "ok", "x"]
    assert mended[0].style == Style(bold=True)
    assert mended[2].style is not None
    assert mended[2].style.link is None
    assert safety.hits == 2
