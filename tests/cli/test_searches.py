import json

import pytest
from running import Run

pytestmark = pytest.mark.usefixtures("with_sample")


def test_searches_are_saved_listed_run_and_removed(run: Run) -> None:
    assert run("searches").code == 1
    added = run("searches", "add", "dry land", "river", "-zebra")
    assert (added.code, added.out) == (0, "")
    assert "'@dry land'" in added.err
    assert run("searches").out == "dry land  river NOT zebra\n"
    (saved,) = json.loads(run("searches", "--json").out)
    assert (saved["name"], saved["query"]) == ("dry land", "river NOT zebra")
    assert run("search", "@Dry land").out == run("search", "river", "-zebra").out != ""
    assert run("searches", "remove", "dry land").code == 0
    assert run("searches", "remove", "dry land").code == 1
    assert run("searches").out == ""


def test_an_unknown_name_is_told(run: Run) -> None:
    ran = run("search", "@nobody")
    assert (ran.code, ran.out) == (3, "")
    assert "no search is saved as 'nobody'" in ran.err


def test_a_query_that_cannot_be_understood_is_not_saved(run: Run) -> None:
    assert run("searches", "add", "broken", "river)").code == 2
    assert run("searches").out == ""
