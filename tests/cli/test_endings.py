"""However a command ends, nobody sees a traceback."""

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from running import Run

from tui_reader.archive import Archive

INTERRUPTED_AT = """
import importlib.abc, os, runpy, signal, sys
class Interrupter(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == {module!r}:
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Interrupter())
sys.argv = ["tui-reader", "import", "missing.txt"]
runpy.run_module("tui_reader", run_name="__main__", alter_sys=True)
"""


@pytest.mark.parametrize(
    "module",
    [
        "tui_reader.cli",
        "tui_reader.archive",
        "argparse",
        "tui_reader.cli.commands.import_",
        "tui_reader.reading",
    ],
)
def test_ctrl_c_while_modules_are_loaded_prints_no_traceback(data: Path, module: str) -> None:
    code = INTERRUPTED_AT.format(module=module)
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode in (-signal.SIGINT, 130)
    assert "Traceback" not in ran.stderr
    assert len(ran.stderr.splitlines()) <= 1
    assert not data.exists()


@pytest.mark.parametrize(
    ("words", "closed", "code"),
    [("import -", "<&-", 3), ("export", ">&-", 1), ("bookmarks", "<&- >&- 2>&-", 1)],
)
def test_streams_that_are_closed_are_no_defect(data: Path, words: str, closed: str, code: int) -> None:
    script = f'exec "$0" -m tui_reader {words} {closed}'
    ran = subprocess.run(["sh", "-c", script, sys.executable], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stdout) == (code, "")
    assert "internal error" not in ran.stderr
    assert not (data / "crash.log").exists()


def test_a_defect_is_told_in_one_clean_line(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("bad \x1b]52;c;aGk=\x07 luck")

    monkeypatch.setattr(Archive, "live_blogs", fail)
    ran = run("export")
    assert (ran.code, ran.out) == (70, "")
    assert re.fullmatch(
        r"tui-reader: internal error \(RuntimeError: bad luck\); the details are in \S+\n", ran.err
    )
    log = data / "crash.log"
    assert log.stat().st_mode & 0o777 == 0o600
    assert "Traceback" in log.read_text()
    assert "\x1b" not in log.read_text()


def test_what_a_thread_raises_goes_into_the_log_alone(tmp_path: Path) -> None:
    code = f"""
import threading
from pathlib import Path
from tui_reader.cli import defects
defects.keep_off_the_terminal(Path({str(tmp_path / "data")!r}))
thread = threading.Thread(target=lambda: [][1])
thread.start()
thread.join()
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("", "")
    assert "IndexError" in (tmp_path / "data" / "crash.log").read_text()
