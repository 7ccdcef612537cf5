"""Long work off the window's thread: plain values in, a plain value out, callbacks on the window's thread.

Knows threads and one relay; must not know what the work is. One relay object for all jobs: an object with signals
for each job loses results and crashes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Condition, Event
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot

from desktopcrm.errors import UserError

T = TypeVar("T")
Step = Callable[[int, int, str], None]
Arrivals = SimpleQueue[Callable[[], None]]


class Cancelled(Exception):
    """Raised inside the work by `Progress.step` after the user has stopped it. Not an error."""


class Progress:
    """What the work is handed: says how far it is and learns that it should stop."""

    def __init__(self, tell: Callable[[int, int, str], None], stop: Event) -> None:
        self._tell = tell
        self._stop = stop

    def step(self, done: int, total: int, text: str = "") -> None:
        """`done` of `total`; raises `Cancelled` once the job was cancelled."""
        if self._stop.is_set():
            raise Cancelled
        self._tell(done, total, text)


@dataclass(frozen=True, slots=True)
class _Calls(Generic[T]):
    done: Callable[[T], None]
    failed: Callable[[UserError], None] | None
    step: Step | None
    ended: Callable[[], None] | None


class Job:
    """A running piece of work."""

    def __init__(self, number: int, is_shown: bool) -> None:
        self.number = number
        self.is_shown = is_shown
        self.stop = Event()

    def cancel(self) -> None:
        """Ask it to stop at its next step; none of its callbacks but `ended` comes any more."""
        self.stop.set()


class _Crowd:
    """How many threads are at work, and a way to wait until there is none."""

    def __init__(self) -> None:
        self.many = 0
        self._changed = Condition()

    def __enter__(self) -> None:
        with self._changed:
            self.many += 1

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self.many -= 1
            self._changed.notify_all()

    def wait(self) -> None:
        """Until nobody is at work. Never on the window's thread."""
        with self._changed:
            self._changed.wait_for(lambda: self.many == 0)


class JobRunner(QObject):
    """Starts work in a pool of threads and brings results home."""

    _woken = Signal()

    def __init__(self, parent: QObject | None = None, threads: int = 2) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(threads)
        self._arrivals: Arrivals = SimpleQueue()
        self._running: dict[int, Job] = {}
        self._started = 0
        self._left_over: list[_Crowd] = []
        self._crowd = _Crowd()
        # Queued even when emitted on this thread: a callback never runs inside the one that started the job.
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        step: Step | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Job:
        """Run `work` in a thread. `failed` gets the user's errors; bugs reach the crash report; `ended` always comes."""
        self._started += 1
        job = Job(self._started, is_shown=step is not None)
        self._running[job.number] = job
        calls = _Calls(done, failed, step, ended)
        arrivals = self._arrivals  # those of a time before `stop` arrive nowhere
        crowd = self._crowd

        def run() -> None:
            with crowd:
                self._run(job, work, calls, arrivals)

        self._pool.start(run)
        return job

    def start_alone(
        self, work: Callable[[Progress], T], done: Callable[[T], None], step: Step | None = None
    ) -> Job:
        """The same, once everything has ended that was begun before `stop`: it is waited for in the thread."""
        left_over = self._left_over

        def run(progress: Progress) -> T:
            for crowd in left_over:
                crowd.wait()
            return work(progress)

        return self.start(run, done, step=step)

    def running(self) -> int:
        """How many jobs have not ended."""
        return len(self._running)

    def shown(self) -> int:
        """How many of them say on the screen how far they are."""
        return sum(job.is_shown for job in self._running.values())

    def stop(self, patience_ms: int = 5000) -> bool:
        """Cancel everything and wait; tells whether all threads have ended. No callback comes afterwards."""
        for job in self._running.values():
            job.cancel()
        self._pool.clear()
        ended = self._pool.waitForDone(patience_ms)
        self._running.clear()
        self._arrivals = SimpleQueue()
        if not ended:
            self._left_over = [one for one in (*self._left_over, self._crowd) if one.many]
            self._crowd = _Crowd()
        return ended

    def _run(self, job: Job, work: Callable[[Progress], T], calls: _Calls[T], arrivals: Arrivals) -> None:
        """In the thread. Whatever happens is turned into one arrival."""

        def tell(done: int, total: int, text: str) -> None:
            if calls.step is not None:
                self._bring(arrivals, lambda: self._on_step(job, calls, (done, total, text)))

        try:
            result = work(Progress(tell, job.stop))
        except Cancelled:
            self._bring(arrivals, lambda: self._on_ended(job, calls))
        except Exception as error:  # noqa: BLE001 - carried to the window's thread and raised there
            caught = error
            self._bring(arrivals, lambda: self._on_failed(job, calls, caught))
        else:
            self._bring(arrivals, lambda: self._on_done(job, calls, result))

    def _bring(self, arrivals: Arrivals, arrival: Callable[[], None]) -> None:
        arrivals.put(arrival)
        self._woken.emit()

    @Slot()
    def _on_woken(self) -> None:
        try:
            arrival = self._arrivals.get_nowait()
        except Empty:
            return
        arrival()

    def _on_step(self, job: Job, calls: _Calls[T], where: tuple[int, int, str]) -> None:
        if calls.step is not None and not job.stop.is_set():
            calls.step(*where)

    def _on_done(self, job: Job, calls: _Calls[T], result: T) -> None:
        self._on_ended(job, calls)
        if not job.stop.is_set():
            calls.done(result)

    def _on_failed(self, job: Job, calls: _Calls[T], error: Exception) -> None:
        self._on_ended(job, calls)
        if isinstance(error, UserError) and calls.failed is not None:
            if not job.stop.is_set():
                calls.failed(error)
            return
        sys.excepthook(type(error), error, error.__traceback__)

    def _on_ended(self, job: Job, calls: _Calls[T]) -> None:
        self._running.pop(job.number, None)
        if calls.ended is not None:
            calls.ended()
