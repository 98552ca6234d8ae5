"""What came of asking a source, as one line."""

from tui_reader.archive.following import Refreshed
from tui_reader.archive.schedule import MINIMUM


def outcome_line(refreshed: Refreshed) -> str:
    """What is new, what went wrong, or why the source was not asked."""
    source = refreshed.source
    if not refreshed.was_asked:
        return f"{source.url}: left alone; it was asked less than {MINIMUM:.0f} seconds ago or wants to wait"
    if source.error:
        return f"{source.url}: {source.error}"
    if not refreshed.new_ids and not refreshed.changed_ids:
        return f"{source.url}: nothing new"
    return f"{source.url}: {len(refreshed.new_ids):,} new, {len(refreshed.changed_ids):,} changed"
