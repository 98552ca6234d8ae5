"""No regular expression of the project takes more than linear time, whatever it is given.

Every pattern that a module keeps is tried on texts made against it: its own repetitions, repeated, after what
leads up to them and before what they do not expect. A pattern with nested or overlapping repetitions needs
seconds for some of these, and any sound one needs milliseconds.
"""

import importlib
import pkgutil
import re
import signal
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import pytest

import tui_reader

LENGTH = 20_000  # characters: the longest line that passes cleaning
SECONDS = 0.2  # of processor time; a linear pattern needs a hundredth of it
REPEATS = {_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT}
KINDS = {
    _constants.CATEGORY_DIGIT: "1",
    _constants.CATEGORY_NOT_DIGIT: "a",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_NOT_SPACE: "a",
    _constants.CATEGORY_WORD: "a",
    _constants.CATEGORY_NOT_WORD: "-",
}
ENDS = ("", "\0", "\n", "!")
MATCHED_ONCE = {
    "reading.markup.nesting._TAG",
    "reading.text_copy.media._SIGNATURE",
    "reading.timestamps._WRITTEN_OUT",
}
"""Patterns that are never searched for: they are tried at one place, and after a failure nowhere else."""


def patterns() -> dict[str, re.Pattern[Any]]:
    """The patterns of every module, by module and name."""
    found: dict[str, re.Pattern[Any]] = {}
    for module in pkgutil.walk_packages(tui_reader.__path__, "tui_reader."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found.setdefault(f"{module.name.removeprefix('tui_reader.')}.{name}", value)
    return found


def hostile(pattern: re.Pattern[Any]) -> set[str]:
    """Texts made against a pattern."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags & ~re.UNICODE
    parsed = _parser.parse(source, flags)
    texts: set[str] = set()
    for before, body in _repetitions(parsed, ""):
        for pump in {body, body[:1], f"{body} ", f" {body}", *(before + body,)} - {""}:
            pumped = (pump * (LENGTH // len(pump) + 1))[:LENGTH]
            texts |= {before + pumped + end for end in ENDS} | {pumped}
    return texts


def _repetitions(parsed: Any, before: str) -> Iterator[tuple[str, str]]:
    """What leads up to each repetition, and one round of it."""
    for operation, argument in parsed:
        if operation in REPEATS:
            _, most, body = argument
            if most >= 10:
                yield before, _sample(body)
            yield from _repetitions(body, before)
        for inner in _inner(operation, argument):
            yield from _repetitions(inner, before)
        before += _one(operation, argument)


def _inner(operation: Any, argument: Any) -> list[Any]:
    if operation is _constants.SUBPATTERN:
        return [argument[3]]
    if operation is _constants.BRANCH:
        return list(argument[1])
    if operation is _constants.ATOMIC_GROUP:
        return [argument]
    if operation in (_constants.ASSERT, _constants.ASSERT_NOT):
        return [argument[1]]
    return []


def _sample(parsed: Any) -> str:
    return "".join(_one(operation, argument) for operation, argument in parsed)


def _one(operation: Any, argument: Any) -> str:
    """A text that a part of a pattern matches."""
    if operation in REPEATS:
        return _sample(argument[2]) * max(int(argument[0]), 1)
    match operation:
        case _constants.LITERAL:
            return chr(argument)
        case _constants.IN:
            return _of_set(argument)
        case _constants.BRANCH:
            return _sample(argument[1][0])
        case _constants.SUBPATTERN | _constants.ATOMIC_GROUP:
            return "".join(map(_sample, _inner(operation, argument)))
    return "a" if operation in (_constants.ANY, _constants.NOT_LITERAL) else ""


def _of_set(items: Any) -> str:
    first, argument = items[0]
    if first is _constants.NEGATE:
        excluded = set("".join(_singles(items[1:])))
        return next(char for char in "a1 -é\u4e00\n" if char not in excluded)
    if first is _constants.LITERAL:
        return chr(argument)
    return chr(argument[0]) if first is _constants.RANGE else KINDS.get(argument, "a")


def _singles(items: Any) -> Iterator[str]:
    for kind, argument in items:
        if kind is _constants.LITERAL:
            yield chr(argument)
        elif kind is _constants.RANGE and argument[1] - argument[0] < 256:
            yield from map(chr, range(argument[0], argument[1] + 1))
        elif kind is _constants.CATEGORY:
            yield {"1": "0123456789", " ": " \n\t"}.get(KINDS.get(argument, ""), "")


class TooSlowError(Exception):
    pass


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError


def slow_on(pattern: re.Pattern[Any], *, is_searched: bool = True, seconds: float = SECONDS) -> str | None:
    """The beginning of a text that takes too long, None where there is none."""
    before = signal.signal(signal.SIGVTALRM, _stop)
    text = ""
    try:
        for text in sorted(hostile(pattern)):
            subject = text.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else text
            signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
            (pattern.search if is_searched else pattern.match)(subject)
            pattern.fullmatch(subject)
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except TooSlowError:
        return text[:60]
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return None


@pytest.mark.parametrize("name", sorted(patterns()))
def test_every_pattern_is_linear(name: str) -> None:
    assert slow_on(patterns()[name], is_searched=name not in MATCHED_ONCE) is None


@pytest.mark.parametrize("source", [r"(a+)+$", r"\s+$", r"(a|a)*b", r"(\w+\s?)*$", r"x.*y.*z", r"<[^>]*x>"])
def test_patterns_that_are_not_are_found(source: str) -> None:
    assert slow_on(re.compile(source), seconds=SECONDS / 4)  # also on a faster machine
