"""What a helper process runs: takes documents from standard input, answers on standard output.

A request is a line of JSON and after it as many bytes of document as the line says. An answer is a number of
lines of JSON, each an object with a `kind`:

    live_blog   one live blog, in the form of `news.json_form`
    done        the end of what was found, with the `warnings` as [source, line, text]
    refused     instead: the document holds nothing that can be read, for this `reason`
    defect      instead: the parser failed; `what` it raised, and the `details` for the log

The helper ends itself when a document takes too long, through a timer whose signal nothing catches, so that
also code that never comes back to Python is ended; when nobody asks for a while; when its memory has grown;
and when its parent is gone.
"""

import json
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

from tui_reader.archive.here_parser import with_quotations
from tui_reader.errors import SourceError
from tui_reader.news.json_form import to_object
from tui_reader.reading import Document, preload, read

OUT_OF_MEMORY = 12
"""Exit code: the number of the system's error ENOMEM."""

_GROWN = 384 << 20  # bytes of memory in use, after which a new process is cheaper than this one


def main() -> None:
    """Answer requests until there are no more.

    The arguments are the starter's `sys.path`, the bytes of memory and the seconds to wait for a request.
    """
    preload()
    confine(int(sys.argv[2]))
    try:
        _serve(sys.stdin.buffer, sys.stdout.buffer, float(sys.argv[3]))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)  # nothing that needs memory can be relied on any more


def confine(memory: int) -> None:
    """From now on: no more memory than this, no writing, no new processes."""
    limits = {
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_NOFILE: 32,
    }
    for kind, most in limits.items():
        with suppress(ValueError, OSError):  # a system that knows no such limit
            resource.setrlimit(kind, (most, most))


def _serve(requests: BinaryIO, answers: BinaryIO, idle_seconds: float) -> None:
    known_speakers: list[str] = []
    while _is_asked(requests, idle_seconds):
        header = json.loads(requests.readline() or "null")
        if header is None:
            return
        content = requests.read(header["size"])
        if header["known_speakers"] is not None:
            known_speakers = header["known_speakers"]
        document = Document(header["name"], content, header["url"], header["declared_encoding"])
        timer = _Timer(header["seconds"], header["seconds_in_all"])
        for message in _answer(document, known_speakers, timer):
            timer.stop()  # from here on it is the parent who may be slow
            answers.write(json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
            timer.step()
        timer.stop()
        answers.flush()
        if _memory_in_use() > _GROWN:
            return


def _memory_in_use() -> int:
    """Bytes of memory that this process uses.

    Not the most it ever used as the system counts it (`ru_maxrss`): that starts with what the parent used.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:  # no such file outside Linux
        return 0
    return pages * resource.getpagesize()


def _is_asked(requests: BinaryIO, seconds: float) -> bool:
    """Wait for a request; False when none comes in time. After an answer nothing of the next is read yet."""
    ready, _, _ = select.select([requests], [], [], seconds)
    return bool(ready)


def _answer(document: Document, known_speakers: list[str], timer: "_Timer") -> Iterator[dict[str, Any]]:
    try:
        timer.step()
        reading = read(document, timer.step)
        for blog in reading.live_blogs:
            found = with_quotations(blog, known_speakers)
            yield {"kind": "live_blog", "live_blog": to_object(found)}
        warnings = [[warning.source, warning.line, warning.text] for warning in reading.warnings]
        yield {"kind": "done", "warnings": warnings}
    except SourceError as error:
        yield {"kind": "refused", "reason": error.reason}
    except MemoryError:
        raise
    except RecursionError:
        yield {"kind": "refused", "reason": "is nested more deeply than can be read"}
    except Exception as error:
        yield {"kind": "defect", "what": type(error).__name__, "details": traceback.format_exc()}


class _Timer:
    """Ends this process when a step takes too long, or all of them together do.

    What counts is the time of the processor: a busy machine must not refuse what an idle one reads.
    """

    def __init__(self, seconds: float, seconds_in_all: float) -> None:
        self._seconds = seconds
        self._end = time.process_time() + seconds_in_all

    def step(self) -> None:
        """Another step begins."""
        left = self._end - time.process_time()
        signal.setitimer(signal.ITIMER_PROF, max(min(self._seconds, left), 0.001))

    def stop(self) -> None:
        """Nothing is being parsed."""
        signal.setitimer(signal.ITIMER_PROF, 0)
