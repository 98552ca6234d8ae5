import csv
import io
import json
from pathlib import Path

import pytest
from running import Run

from tui_reader.archive import Archive
from tui_reader.archive.scope import OfDay
from tui_reader.news import Day

MAYOR = "Lena Marik"


def test_a_speakers_words_come_in_order_of_time_each_with_its_source(with_sample: Run) -> None:
    found = json.loads(with_sample("quotes", "--speaker", "lena MARIK", "--json").out)
    assert {quote["speaker"] for quote in found} == {MAYOR}
    assert [quote["date"] for quote in found] == sorted(quote["date"] for quote in found)
    assert all(quote["headline"] and quote["update_id"] and quote["text"] for quote in found)


def test_what_nobody_is_known_to_have_said_is_listed(with_sample: Run) -> None:
    everything = json.loads(with_sample("quotes", "--json").out)
    found = json.loads(with_sample("quotes", "--unattributed", "--json").out)
    assert found == [quote for quote in everything if quote["speaker"] is None] != []
    assert with_sample("quotes", "--unattributed", "--speaker", MAYOR).code == 2


def test_a_query_narrows_to_a_day(with_sample: Run) -> None:
    everything = json.loads(with_sample("quotes", "--json").out)
    day = everything[0]["date"]
    found = json.loads(with_sample("quotes", f"on:{day}", "--json").out)
    assert found == [quote for quote in everything if quote["date"] == day]
    assert 0 < len(found) < len(everything)


@pytest.mark.parametrize("form", [(), ("--md",), ("--bibtex",), ("--csv",), ("--json",)])
def test_every_form_holds_every_quotation(with_sample: Run, form: tuple[str, ...]) -> None:
    count = len(json.loads(with_sample("quotes", "--speaker", MAYOR, "--json").out))
    out = with_sample("quotes", "--speaker", MAYOR, *form).out
    match form:
        case ():
            assert out.count(f"— {MAYOR}. ") == len(out.splitlines()) == count
        case ("--md",):
            assert out.count(f"— **{MAYOR}**, ") == out.count("\n>\n") == count
        case ("--bibtex",):
            assert out.count("@misc{") == out.count(f"author = {{{{{MAYOR}}}}}") == count
        case ("--csv",):
            assert [row["speaker"] for row in csv.DictReader(io.StringIO(out))] == [MAYOR] * count
        case _:
            assert len(json.loads(out)) == count
    assert len(json.loads(with_sample("quotes", "--speaker", MAYOR, "--limit", "1", "--json").out)) == 1


def test_nothing_found_is_told_in_one_line(with_sample: Run) -> None:
    for form in ((), ("--md",), ("--bibtex",)):
        ran = with_sample("quotes", "zzyzx", *form)
        assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert json.loads(with_sample("quotes", "zzyzx", "--json").out) == []


def test_wrong_usage_is_told(with_sample: Run) -> None:
    for words in (("--md", "--csv"), ("--limit", "0"), ("--speaker",), ('"never closed',)):
        ran = with_sample("quotes", *words)
        assert (ran.code, ran.out) == (2, ""), words
        assert "Traceback" not in ran.err


def test_the_app_and_the_command_line_agree(with_sample: Run) -> None:
    paths = json.loads(with_sample("paths", "--json").out)
    with Archive(Path(paths["data"])) as archive:
        for day in archive.everything().groups:
            assert isinstance(day, Day)
            found = json.loads(with_sample("quotes", f"on:{day.date}", "--speaker", MAYOR, "--json").out)
            listed = archive.statements_of(MAYOR, OfDay(day.date))
            assert [s.quotation.text for s in listed.rows(0, len(listed))] == [q["text"] for q in found]
