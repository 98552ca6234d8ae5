"""Documents made to flood or sink a parser: each is read, or refused in one line, within its limits."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run

DEEP = 100_000
BLOG = json.dumps(
    {
        "@type": "LiveBlogPosting",
        "headline": "Kites over Orrin",
        "liveBlogUpdate": [
            {"headline": f"Kite {n}", "datePublished": f"2031-05-03T08:0{n}:00Z", "articleBody": body}
            for n, body in enumerate(
                ("Wind from the sea.", "L" * 1_000_000, "Z" + "\u0301" * 100_000 + "algo")
            )
        ],
    }
)


def sparse(path: Path) -> None:
    path.touch()
    os.truncate(path, 1 << 30)


def nested_page(path: Path) -> None:
    path.write_text(f"<html><body>{'<div>' * DEEP}Deep words{'</div>' * DEEP}</body></html>")


def nested_json(path: Path) -> None:
    path.write_text('{"updates":[' * DEEP + "]}" * DEEP)


def bomb(path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "lol">{entities}]>'
    path.write_text(
        f"{head}<rss><channel><title>Kites</title><item><title>&e9;</title></item></channel></rss>"
    )


def one_line(path: Path) -> None:
    path.write_text("word " * 200_000)


REFUSED: dict[str, tuple[Callable[[Path], object], str]] = {
    "a sparse gigabyte": (sparse, "is 1,024 MB; the limit is 64 MB"),
    "a page nested 100,000 deep": (nested_page, "an HTML page without text to read"),
    "JSON nested 100,000 deep": (nested_json, "does not look like a live blog"),
    "entities that multiply": (bomb, "a feed with entities made of entities; it was not read"),
    "a line of a megabyte": (one_line, "does not look like a live blog"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_would_cost_too_much_is_refused_in_one_line(run: Run, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "source"
    write, reason = REFUSED[kind]
    write(path)
    ran = run("import", path)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.count("\n") == 1
    assert reason in ran.err


def test_a_long_line_is_cut_and_told_and_marks_are_bounded(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "source"
    path.write_text(BLOG)
    ran = run("import", path)
    assert ran.code == 0
    assert ran.err.splitlines()[0].endswith("a paragraph was cut after 20,000 characters")
    assert ran.err.count("\n") == 2
    (blog,) = json.loads(run("export").out)["live_blogs"]
    texts = {text[0]: text for update in blog["updates"] for text in [update["blocks"][0]["text"]]}
    assert texts["L"].endswith("[… 980000 more characters]")
    assert texts["Z"] == "Z" + "\u0301" * 8 + "algo"
