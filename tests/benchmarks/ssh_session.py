"""A session over a real sshd on the loopback: read, search, copy, lose the line, come back.

    cd tests; python -m benchmarks.ssh_session [--drops 50]

Needs OpenSSH's `sshd`, `ssh` and `ssh-keygen`. Keys, configuration and library live in a temporary folder;
the server listens on 127.0.0.1 alone. Printed is what was seen at every step; anything but what is expected
ends the run with an error. A dropped line is a killed client: the reader must be gone within three seconds
and be opened again at the place where it was left.
"""

import argparse
import base64
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

import pexpect
import psutil
import pyte
from terminal.session import import_sample

SIZE = (100, 30)
_UNKNOWN_TO_PYTE = re.compile(rb"\x1b\[[<>=][0-9;:]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p|\x1b\]22;[^\x07]*\x07")
_SECONDS = 30


class Line:
    """The reader at the other end of an SSH connection."""

    def __init__(self, words: list[str]) -> None:
        self.screen = pyte.Screen(*SIZE)
        self._stream = pyte.ByteStream(self.screen)
        self.output = b""
        self.client: pexpect.spawn[bytes] = pexpect.spawn(
            words[0], words[1:], dimensions=(SIZE[1], SIZE[0]), env={**os.environ, "TERM": "xterm-256color"}
        )

    def press(self, keys: str) -> None:
        """Type."""
        self.client.send(keys)

    def text(self) -> str:
        """What is on the screen now."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def until(self, sign: str) -> str:
        """Wait until the screen shows it."""
        end = time.monotonic() + _SECONDS
        while not re.search(sign, self.text()):
            if time.monotonic() > end:
                raise SystemExit(f"no {sign!r} on the screen:\n{self.text()}")
            self.read()
        return self.text()

    def leave(self) -> None:
        """Quit the reader."""
        self.press("q")
        self.client.expect(pexpect.EOF, timeout=_SECONDS)

    def read(self) -> None:
        """Take what arrives."""
        try:
            data = self.client.read_nonblocking(65536, timeout=0.1)
        except (pexpect.TIMEOUT, pexpect.EOF):
            return
        self.output += data
        self._stream.feed(_UNKNOWN_TO_PYTE.sub(b"", data))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--drops", type=int, default=5)
    drops = parser.parse_args().drops
    with tempfile.TemporaryDirectory() as folder, server(Path(folder)) as connect:
        library = Path(folder) / "library"
        import_sample(library)
        words = [*connect, f"{sys.executable} -m tui_reader --data-dir {library}"]
        read_search_copy(Line(words))
        for number in range(1, drops + 1):
            drop_and_return(words, library, number)
        print(f"{drops} lines dropped: 0 readers left behind, the place kept every time")


def read_search_copy(line: Line) -> None:
    line.until("q Quit")
    line.press("jj\r")
    print("opened and read:", headline(line.until("h List|2 of|3/")))
    line.press("\x1b/river")
    print("searched:", headline(line.until(r"Search: river .*update")))
    line.press("\r")
    line.press("y")
    line.until("Copied")
    copied = re.search(rb"\x1b\]52;c;([A-Za-z0-9+/=]+)", line.output)
    if copied is None:
        raise SystemExit("no OSC 52 reached the client")
    print("copied, at the client:", base64.b64decode(copied[1]).decode().splitlines()[0][:70])
    line.press("\x1b")
    line.until("All updates")
    line.leave()


def drop_and_return(words: list[str], library: Path, number: int) -> None:
    line = Line(words)
    line.until("q Quit")
    line.press("g" + "j" * (number % 7 + 1))
    place = rf" {number % 7 + 2}/\d"
    line.until(place)
    time.sleep(1.5)  # a place is kept when one stays there
    line.client.kill(9)
    start = time.monotonic()
    while left := readers_of(library):
        if time.monotonic() - start > 3:
            raise SystemExit(f"still running 3 s after the line was dropped: {left}")
        time.sleep(0.05)
    line = Line(words)
    line.until("q Quit")
    line.until(place)
    line.leave()


def readers_of(library: Path) -> list[int]:
    """The processes that have the library's name on their command line, sshd's own aside."""
    found = psutil.process_iter(["cmdline"])
    return [p.pid for p in found if str(library) in (p.info["cmdline"] or ()) and "ssh" not in p.name()]


def headline(text: str) -> str:
    """The first line of a screen."""
    return text.splitlines()[0].strip()


@contextmanager
def server(folder: Path) -> Iterator[list[str]]:
    """An sshd of our own; gives the words that connect to it."""
    sshd = shutil.which("sshd") or "/usr/sbin/sshd"
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)], check=True)
    (folder / "authorized_keys").write_text((folder / "user.pub").read_text())
    Path("/run/sshd").mkdir(exist_ok=True)  # where OpenSSH drops its privileges
    port = free_port()
    settings = {
        "Port": port, "ListenAddress": "127.0.0.1", "HostKey": folder / "host", "PidFile": "none",
        "AuthorizedKeysFile": folder / "authorized_keys", "StrictModes": "no", "UsePAM": "no",
        "PermitRootLogin": "prohibit-password",
    }  # fmt: skip
    (folder / "sshd_config").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
    process = subprocess.Popen(
        [sshd, "-D", "-e", "-f", str(folder / "sshd_config")], stderr=subprocess.DEVNULL
    )
    try:
        wait_for(port)
        yield [
            "ssh", "-tt", "-p", str(port), "-i", str(folder / "user"), "-o", "StrictHostKeyChecking=no",
            "-o", f"UserKnownHostsFile={folder / 'known_hosts'}", "-o", "LogLevel=ERROR",
            f"{getuser()}@127.0.0.1",
        ]  # fmt: skip
    finally:
        process.terminate()
        process.wait()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def wait_for(port: int) -> None:
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit("sshd does not answer")


if __name__ == "__main__":
    main()
