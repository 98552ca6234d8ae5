"""No text from outside gets to a widget as a bare string: the syntax trees of the app say so.

Textual reads strings as markup in many places and passes controls through in all of them. So whatever shows
a text is given a constant, or `plain(...)`, which cleans and cannot be read as markup; what a pane paints
line by line goes through `Palette`, and notifications through `ReaderApp.notify`.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui_reader.app

APP = Path(tui_reader.app.__file__).parent
SINKS = {
    "Static", "Label", "Button", "Checkbox", "RadioButton", "Collapsible", "Option", "TabPane", "Digits",
    "Link", "Markdown", "MarkdownViewer", "Pretty", "Welcome", "Tooltip", "Footer", "Placeholder",
}  # fmt: skip
METHODS = {"add_option", "add_options", "add_row", "add_column", "set_options", "update"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "sub_title", "label", "renderable", "content"}
MAKERS = {"Segment", "Strip", "Input", "TextArea"}
"""What paints without a widget's help: one module may. What takes in what is pasted as it is: none may."""
PARSERS = {"from_markup", "render", "to_content", "from_ansi", "escape", "visualize"}
"""What reads a string as markup or as escape sequences."""


def modules() -> list[Path]:
    return sorted(APP.rglob("*.py"))


def found_in(source: str, name: str = "x.py") -> list[str]:
    """What the module does with text that it should not do."""
    return [f"{name}:{node.lineno}: {ast.unparse(node)[:90]}" for node in _offending(ast.parse(source), name)]


def _offending(tree: ast.AST, name: str) -> Iterator[ast.expr | ast.stmt]:
    for node in ast.walk(tree):
        match node:
            case ast.Call() if _is_unsafe_call(node, name):
                yield node
            case ast.Assign() | ast.AnnAssign() | ast.AugAssign() if _is_unsafe_assignment(node):
                yield node


def _is_unsafe_call(call: ast.Call, name: str) -> bool:
    called, of = _name(call.func), _receiver(call.func)
    texts = [*call.args, *(k.value for k in call.keywords if k.arg in ("title", "prompt", "tooltip"))]
    if called in SINKS:
        return not all(map(_is_safe, texts))
    if called in METHODS and of and not of.endswith("archive"):
        return not all(map(_is_safe, texts))
    if called == "notify":
        return of == "super()" and name != "reader_app.py"
    if called in MAKERS:
        return name not in ("palette.py", "safety_filter.py", "ascii_filter.py")
    if called in PARSERS:
        return of in ("Content", "Text")
    return called == "Content" and name != "plain.py" and not all(map(_is_safe, texts))


def _is_unsafe_assignment(node: ast.Assign | ast.AnnAssign | ast.AugAssign) -> bool:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    named = any(isinstance(target, ast.Attribute) and target.attr in ATTRIBUTES for target in targets)
    return named and node.value is not None and not _is_safe(node.value)


def _is_safe(value: ast.expr) -> bool:
    """Whether it is a constant, or has been through the one function."""
    match value:
        case ast.Constant():
            return True
        case ast.Call():
            return _name(value.func) == "plain"
        case ast.IfExp():
            return _is_safe(value.body) and _is_safe(value.orelse)
    return False


def _receiver(function: ast.expr) -> str:
    return ast.unparse(function.value) if isinstance(function, ast.Attribute) else ""


def _name(function: ast.expr) -> str:
    match function:
        case ast.Attribute():
            return function.attr
        case ast.Name():
            return function.id
    return ""


@pytest.mark.parametrize("path", modules(), ids=lambda path: path.relative_to(APP).as_posix())
def test_no_widget_gets_a_bare_string(path: Path) -> None:
    assert found_in(path.read_text("utf-8"), path.name) == []


@pytest.mark.parametrize(
    "source",
    [
        "yield Static(row.headline)",
        "yield Static(f'{row.headline}', markup=False)",
        "Label(text)",
        "Option(Text(name))",
        "self.border_title = blog.title",
        "pane.tooltip = f'about {name}'",
        "outcome.update(text)",
        "Collapsible(title=name)",
        "Content.from_markup(text)",
        "Content(text)",
        "Segment(text)",
        "super().notify(text)",
        "lines.add_option(name)",
    ],
)
def test_bare_strings_are_found(source: str) -> None:
    assert found_in(source)


@pytest.mark.parametrize(
    "source",
    [
        "yield Static('Speaker:')",
        "Static(plain(name))",
        "x.border_title = plain(name) if name else ''",
        "self.notify(name)",
    ],
)
def test_safe_ways_are_left_alone(source: str) -> None:
    assert found_in(source) == []
