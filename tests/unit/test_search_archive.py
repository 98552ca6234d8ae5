from collections.abc import Iterator
from pathlib import Path

import pytest

from tui_reader.archive import Archive
from tui_reader.resources import sample_folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The sample, imported and indexed."""
    with Archive(tmp_path_factory.mktemp("data")) as archive:
        archive.import_([str(path) for path in sorted(Path(str(sample_folder())).iterdir())])
        archive.catch_up_index()
        yield archive


def test_rows_whose_headline_shows_no_hit_get_a_snippet(archive: Archive) -> None:
    result = archive.search("river")
    rows = result.listing.rows(0, len(result.listing))
    snippets = archive.snippets([row.update_id for row in rows], result.hits, 60)
    without_hit = {row.update_id for row in rows if "river" not in row.headline.casefold()}
    assert snippets.keys() == without_hit
    for text, spans in snippets.values():
        assert all("river" in text[start:end].casefold() for start, end in spans)
        assert len(text) <= 75
        assert spans


def test_inflections_are_found_unless_in_quotation_marks(archive: Archive) -> None:
    counts = [archive.search(query).count for query in ('"river"', "river", "rivers", '"rivers"')]
    assert counts[0] <= counts[1] == counts[2]
    assert counts[3] < counts[2]


@pytest.mark.parametrize("order", ["oldest", "relevance"])
def test_a_query_sets_the_order_of_the_list(archive: Archive, order: str) -> None:
    newest, ordered = (archive.search(query).listing for query in ("river", f"river order:{order}"))
    ids = [[row.update_id for row in listing.rows(0, len(listing))] for listing in (newest, ordered)]
    assert sorted(ids[0]) == sorted(ids[1])
    assert ids[0] != ids[1]
    assert sum(day.count for day in ordered.groups) == len(ids[1])
