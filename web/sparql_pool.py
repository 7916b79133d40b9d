"""The processes that answer SPARQL queries: a few, started when needed, replaced when one had to be ended."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

from remit.web.limits import Limits
from remit.web.sparql_worker import Answer, Question

_MODULE = "remit.web.sparql_worker"


class SparqlPool:
    """Answers questions to the graph in a folder, `limits.workers` at once; the rest wait their turn."""

    def __init__(self, location: str, limits: Limits) -> None:
        self._location = location
        self._limits = limits
        self._idle: list[Process] = []
        self._turns = asyncio.Semaphore(limits.workers)

    async def ask(self, question: Question) -> Answer:
        """Give the answer, or what is wrong: 400 the query, 503 too long or too many at once, 500 the engine."""
        try:
            await asyncio.wait_for(self._turns.acquire(), self._limits.seconds)
        except TimeoutError:
            return Answer(503, b"too many queries at once: try again later")
        try:
            return await self._ask(question)
        finally:
            self._turns.release()

    async def close(self) -> None:
        """End the processes."""
        while self._idle:
            await _end(self._idle.pop())

    async def _ask(self, question: Question) -> Answer:
        process = self._idle.pop() if self._idle else await self._start()
        assert process.stdin and process.stdout
        kept = False
        try:
            process.stdin.write(question.as_line())
            await process.stdin.drain()
            head = json.loads(await process.stdout.readline())
            body = await process.stdout.readexactly(head["length"])
            kept = True
            return Answer(head["status"], body, head["media"])
        except (OSError, ValueError, asyncio.IncompleteReadError):
            return self._ended(await process.wait())
        finally:
            if kept:
                self._idle.append(process)
            else:
                await _end(process)

    async def _start(self) -> Process:
        limits = self._limits
        arguments = (self._location, str(limits.seconds), str(limits.memory), str(limits.answer))
        # A session of its own keeps Ctrl-C from it: the server that started it also ends it.
        return await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", _MODULE, *arguments,
            stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True,
        )  # fmt: skip

    def _ended(self, status: int) -> Answer:
        if status == -signal.SIGALRM:
            return Answer(503, f"no answer within {self._limits.seconds:g} seconds: ask for less".encode())
        if status == -signal.SIGABRT:
            return Answer(503, b"the query needed more memory than it may have: ask for less")
        return Answer(500, f"the process that answered ended with status {status}".encode())


async def _end(process: Process) -> None:
    if process.returncode is None:
        process.kill()
    await process.wait()
