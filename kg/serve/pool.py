"""Workers that answer side by side, each ended when its question overruns and another put in its place."""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.serve.settings import ServeSettings
from kg.worker.frames import (
    LENGTHS,
    DeadlinePassed,
    Question,
    Reply,
    WorkerDied,
    WorkerError,
    question_frame,
    unpack_reply,
)
from kg.worker.start import command, environment


class Busy(WorkerError):
    """A question that found no worker free: too many others are waiting, or its time ran out in the queue."""


@dataclass(slots=True)
class _Share:
    """The workers that one client may have at a time, and how many of its questions have or want one."""

    slots: asyncio.Semaphore
    holders: int = 0


class WorkerPool:
    """At most `settings.workers` processes over the graph in the folder `graph`; an asynchronous context manager."""

    def __init__(self, graph: Path, settings: ServeSettings) -> None:
        self._graph = graph
        self._settings = settings
        self._slots = asyncio.Semaphore(settings.workers)
        self._shares: dict[str, _Share] = {}
        self._idle: list[Process] = []
        self._waiting = 0
        self._closed = False
        self._spares: set[asyncio.Task[None]] = set()

    async def run(self, operation: str, arguments: Mapping[str, Any], client: str = "") -> Reply:
        """The answer to a question, within the caps of the settings.

        One `client` (an address) never has all the workers, so that there is one for the others. Raises what the
        operation raises, Busy, DeadlinePassed, and WorkerDied. When the caller is cancelled (its client has gone), the
        question ends at once.
        """
        limits = {"max_rows": self._settings.max_rows, "max_bytes": self._settings.max_bytes}
        start = asyncio.get_running_loop().time()
        async with AsyncExitStack() as turn:
            await self._take_turn(client, turn)
            left = self._settings.timeout - (asyncio.get_running_loop().time() - start)
            return await self._ask(Question(operation, {**limits, **arguments}, max(left, 0.0)))

    async def start(self) -> None:
        """Have all workers ready before the first question."""
        self._idle = list(await asyncio.gather(*(self._spawn() for _ in range(self._settings.workers))))

    async def close(self) -> None:
        """End all workers."""
        self._closed = True
        for spare in self._spares:
            spare.cancel()
        for worker in self._idle:
            await _end(worker)
        self._idle.clear()

    async def __aenter__(self) -> WorkerPool:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def _take_turn(self, client: str, turn: AsyncExitStack) -> None:
        """Put into `turn` what the question holds while it is answered, once it is there."""
        if self._waiting >= self._settings.queue:
            raise Busy(f"{self._waiting} questions are waiting already: ask again later")
        self._waiting += 1
        try:
            async with asyncio.timeout(self._settings.timeout):
                await turn.enter_async_context(self._share(client))
                await turn.enter_async_context(self._slots)
        except TimeoutError as error:
            raise Busy(f"no worker was free within {self._settings.timeout:g} s: ask again later") from error
        finally:
            self._waiting -= 1

    @asynccontextmanager
    async def _share(self, client: str) -> AsyncIterator[None]:
        share = self._shares.setdefault(client, _Share(asyncio.Semaphore(max(1, self._settings.workers - 1))))
        share.holders += 1
        try:
            async with share.slots:
                yield
        finally:
            share.holders -= 1
            if not share.holders:
                del self._shares[client]

    async def _ask(self, question: Question) -> Reply:
        worker = await self._free()
        try:
            async with asyncio.timeout(question.timeout):
                reply = await _exchange(worker, question_frame(question))
        except BaseException as error:
            await _end(worker)
            self._replace()
            if isinstance(error, TimeoutError):
                told = f"the query was ended after {self._settings.timeout:g} s"
                raise DeadlinePassed(f"{told}: narrow it down, or ask for less") from error
            if isinstance(error, OSError | asyncio.IncompleteReadError):
                bound = f"{self._settings.memory} MB" if self._settings.memory else "the machine has"
                raise WorkerDied(f"the query was ended: it needs more memory than {bound}, or is too deep") from error
            raise
        if self._closed:
            await _end(worker)
        else:
            self._idle.append(worker)
        return unpack_reply(*reply)

    async def _free(self) -> Process:
        """An idle worker, or a new one where all are busy or somebody else has ended them."""
        while self._idle:
            worker = self._idle.pop()
            if worker.returncode is None:
                return worker
        return await self._spawn()

    def _replace(self) -> None:
        """Start another worker meanwhile, so that the next question need not wait for it."""
        if not self._closed:
            spare = asyncio.create_task(self._spare())
            self._spares.add(spare)
            spare.add_done_callback(self._spares.discard)

    async def _spare(self) -> None:
        worker = await self._spawn()
        if self._closed or len(self._idle) >= self._settings.workers:
            await _end(worker)
        else:
            self._idle.append(worker)

    async def _spawn(self) -> Process:
        return await asyncio.create_subprocess_exec(
            *command(self._graph, self._settings.memory), stdin=PIPE, stdout=PIPE, env=environment()
        )


async def _exchange(worker: Process, frame: bytes) -> tuple[dict[str, Any], bytes]:
    if worker.stdin is None or worker.stdout is None:
        raise TypeError("a worker without pipes")
    worker.stdin.write(frame)
    await worker.stdin.drain()
    head, body = LENGTHS.unpack(await worker.stdout.readexactly(LENGTHS.size))
    header = json.loads(await worker.stdout.readexactly(head))
    return header, await worker.stdout.readexactly(body)


async def _end(worker: Process) -> None:
    """Kill, not ask: a worker in native code would not hear."""
    if worker.returncode is None:
        try:
            worker.kill()
        except ProcessLookupError:
            return
        await asyncio.shield(worker.wait())
