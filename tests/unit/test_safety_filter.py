from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from tui_reader.app.safety_filter import SafetyFilter


def test_the_filter_takes_controls_out_and_counts() -> None:
    safety = SafetyFilter()
    linked = Style(link="https://news.example/live?a=1;b#3")
    fine = [Segment("fine ", Style(bold=True)), Segment("[/]"), Segment("link", linked)]
    assert safety.apply(fine, Color(0, 0, 0)) is fine
    assert safety.hits == 0
    harmful = [
        Segment("a\x1b[2Jb", Style(bold=True)),
        Segment("ok"),
        Segment("x", Style(link="file:///etc")),
        Segment("y", Style(link="https://news.example/\x1b\\")),
        Segment("z", Style(link="https://news.example/\u202e")),
    ]
    mended = safety.apply(harmful, Color(0, 0, 0))
    assert [segment.text for segment in mended] == ["a[2Jb", "ok", "x", "y", "z"]
    assert mended[0].style == Style(bold=True)
    assert [segment.style.link for segment in mended[2:] if segment.style] == [None, None, None]
    assert safety.hits == 4
