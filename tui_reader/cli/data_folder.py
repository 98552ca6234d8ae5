"""Where the data folder is."""

import os
from pathlib import Path

from tui_reader.home import expanded


def data_folder(named: str | Path | None) -> Path:
    """`--data-dir`, else `TUI_READER_DATA_DIR`, else the user's data folder of this system."""
    named = named or os.environ.get("TUI_READER_DATA_DIR")
    if named:
        return expanded(named)
    import platformdirs  # noqa: PLC0415 - only where neither option nor variable decides

    return platformdirs.user_data_path("tui-reader", appauthor=False)
