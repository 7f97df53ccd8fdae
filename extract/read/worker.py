"""Files are parsed in a process of their own: one that runs away or dies takes nothing with it but itself.

The process serves file after file over its standard streams, and ends with the program that started it.
"""

from __future__ import annotations

import atexit
import os
import pickle
import struct
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from typing import IO, Any

from extract.read.corpus import Corpus
from extract.read.layer import Layer
from extract.read.limits import Limits, Unreadable
from extract.read.readers import SIMPLE, read_kind

_LENGTH = struct.Struct(">Q")


def read_safely(kind: str, data: bytes, limits: Limits) -> Layer | Corpus:
    """What the reader of this kind makes of the bytes, within `limits.seconds` and `limits.memory_bytes`.

    Raises Unreadable as the reader does, and where it takes too long, or ends its process.
    """
    return read_kind(kind, data, limits) if kind in SIMPLE else _worker().read(kind, data, limits)


class Worker:
    """The process, started when it is first needed, and anew after it was ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def read(self, kind: str, data: bytes, limits: Limits) -> Layer | Corpus:
        """As `read_safely`."""
        with self._lock:
            answer = self._asked((kind, data, limits), limits.seconds)
        if isinstance(answer, Unreadable):
            raise answer
        found: Layer | Corpus = answer
        return found

    def close(self) -> None:
        """Ends the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _asked(self, request: object, seconds: float) -> Any:
        process = self._process = self._process or _started()
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the process that reads files has no streams")
        deadline = _Deadline(process, seconds)
        try:
            _send(process.stdin, request)
            return _received(process.stdout)
        except (OSError, EOFError) as error:
            self.close()
            raise Unreadable(f"reading it {deadline.story()}") from error
        finally:
            deadline.cancel()


class _Deadline(threading.Timer):
    """Ends a process when its time is over."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        super().__init__(seconds, self._end)
        self.daemon, self._process, self._passed = True, process, False
        self.start()

    def _end(self) -> None:
        self._passed = True
        self._process.kill()

    def story(self) -> str:
        """Why the process has ended."""
        if self._passed:
            return f"took longer than {self.interval:g} seconds"
        return "ended its process: out of memory, or a fault in a library"


@cache
def _worker() -> Worker:
    worker = Worker()
    atexit.register(worker.close)
    return worker


def _started() -> subprocess.Popen[bytes]:
    """A process that imports what this one does: `sys.path` goes with it."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", "from extract.read.worker import serve; serve()"]
    pipe, null = subprocess.PIPE, subprocess.DEVNULL
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=null, env=environment)


def serve() -> None:
    """What the process does: answers requests until its input ends."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # A library that prints must not write into the answers.
    os.dup2(2, 1)
    with suppress(EOFError, KeyboardInterrupt):
        while True:
            kind, data, limits = _received(requests)
            _limit_memory(limits.memory_bytes)
            _send(answers, _answer(kind, data, limits))


def _answer(kind: str, data: bytes, limits: Limits) -> object:
    try:
        return read_kind(kind, data, limits)
    except Unreadable as error:
        return error
    except MemoryError:
        return Unreadable(f"reading it takes more than {limits.memory_bytes:,} bytes of memory")
    except Exception as error:  # no file may end a run, whatever its parser lets out
        return Unreadable(f"its reader failed ({type(error).__name__}: {error})")


def _limit_memory(most: int) -> None:
    """Bounds the process where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _send(stream: IO[bytes], message: object) -> None:
    packed = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(packed)))
    stream.write(packed)
    stream.flush()


def _received(stream: IO[bytes]) -> Any:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    packed = stream.read(length)
    if len(packed) < length:
        raise EOFError
    return pickle.loads(packed)
