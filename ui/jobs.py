"""Long work off the window's thread: plain values in, a plain value out, callbacks on the window's thread.

Knows threads and one relay; must not know what the work is. One relay object for all jobs: an object with signals
for each job loses results and crashes. Callbacks stay on the window's thread and the work goes back there with its
result: whoever lets go of a page last destroys it, and that must be the window (see `ui/garbage.py`).

A page may be made anew while its work runs (F8, another language). As Qt ends a connection with its receiver, a
callback ends with the object it belongs to: the one whose method it is, or in whose method it was written. What must
be told all the same holds the context alone.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from inspect import isfunction
from queue import Empty, SimpleQueue
from threading import Condition, Event
from typing import Any, TypeGuard, TypeVar

from PySide6.QtCore import QObject, Qt, QThreadPool, Signal, Slot
from shiboken6 import isValid

from desktopcrm.errors import UserError
from ui import garbage

T = TypeVar("T")
Heard = TypeVar("Heard", bound=Callable[..., None])
Step = Callable[[int, int, str], None]
Refused = Callable[[UserError], None]


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


class _Kind(Enum):
    STEP, DONE, FAILED, CANCELLED = auto(), auto(), auto(), auto()


@dataclass(frozen=True, slots=True)
class _Arrival:
    """What a thread sends: the three of a step, a result or an error; with the last one the work itself comes back."""

    number: int
    kind: _Kind
    value: Any
    work: object = None


class Job:
    """A running piece of work: all of it that its thread may know."""

    def __init__(self, number: int, is_shown: bool) -> None:
        self.number = number
        self.is_shown = is_shown
        self.stop = Event()

    def cancel(self) -> None:
        """Ask it to stop at its next step; none of its callbacks but `ended` comes any more."""
        self.stop.set()


@dataclass(frozen=True, slots=True)
class _Begun:
    """A job, its work until the thread takes it, and those who wait for it."""

    job: Job
    held: list[Any]
    done: Callable[[Any], None]
    failed: Refused | None
    step: Step | None
    ended: Callable[[], None] | None


class _Crowd:
    """The threads begun between two stops: how many are at work, what they have sent, and a way to wait for them."""

    def __init__(self) -> None:
        self.many = 0
        self.arrivals: SimpleQueue[_Arrival] = SimpleQueue()
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

    def forget(self) -> None:
        """Let go here of what has been sent: the thread that sent it may hold the queue longest."""
        with suppress(Empty):
            while True:
                self.arrivals.get_nowait()


class JobRunner(QObject):
    """Starts work in a pool of threads and brings results home."""

    _woken = Signal()

    def __init__(
        self, parent: QObject | None = None, threads: int = 2, orphaned: Refused | None = None
    ) -> None:
        """`orphaned` hears what was refused when the page that had asked for it is gone."""
        super().__init__(parent)
        garbage.keep_here()
        self._orphaned = orphaned
        self._pool = QThreadPool(self)
        self._threads = threads
        self._pool.setMaxThreadCount(threads)
        self._running: dict[int, _Begun] = {}
        self._started = 0
        self._left_over: list[_Crowd] = []
        self._crowd = _Crowd()
        # Queued even when emitted on this thread: a callback never runs inside the one that started the job.
        self._woken.connect(self._on_woken, Qt.ConnectionType.QueuedConnection)

    def start(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Refused | None = None,
        step: Step | None = None,
        ended: Callable[[], None] | None = None,
    ) -> Job:
        """Run `work` in a thread. `failed` gets the user's errors; bugs reach the crash report; `ended` always comes."""
        self._started += 1
        job = Job(self._started, is_shown=step is not None)
        crowd, held = self._crowd, [work]  # what is sent to the crowd of a time before `stop` arrives nowhere
        self._running[job.number] = _Begun(job, held, done, failed, step, ended)

        def run() -> None:
            with crowd:
                self._run(job, held, crowd)

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
        return sum(one.job.is_shown for one in self._running.values())

    def stop(self, patience_ms: int = 5000) -> bool:
        """Cancel everything and wait; tells whether all threads have ended. No callback comes afterwards."""
        for one in self._running.values():
            one.job.cancel()
        self._pool.clear()
        ended = self._pool.waitForDone(patience_ms)
        for one in self._running.values():
            one.held.clear()  # what the pool has not begun it does not give back
        self._running.clear()
        begun = (*self._left_over, self._crowd)
        # In this order: who is not at work any more has sent before, and all that was sent is let go of here.
        self._left_over = [crowd for crowd in begun if crowd.many]
        for crowd in begun:
            crowd.forget()
        self._crowd = _Crowd()
        # What still waits for a dead network keeps its threads; nobody after it waits for them.
        self._pool.setMaxThreadCount(self._threads + sum(crowd.many for crowd in self._left_over))
        return ended

    def _run(self, job: Job, held: list[Callable[[Progress], T]], crowd: _Crowd) -> None:
        """In the thread. Whatever happens is turned into one last arrival, and nothing of it is kept here."""
        try:
            work = held.pop()
        except IndexError:
            return  # stopped at this very moment
        number, sent = job.number, []

        def tell(done: int, total: int, text: str) -> None:
            if job.is_shown:
                self._send(crowd, [_Arrival(number, _Kind.STEP, (done, total, text))])

        try:
            sent.append(_Arrival(number, _Kind.DONE, work(Progress(tell, job.stop)), work))
        except Cancelled:
            sent.append(_Arrival(number, _Kind.CANCELLED, None, work))
        except Exception as error:  # noqa: BLE001 - carried to the window's thread and raised there
            sent.append(_Arrival(number, _Kind.FAILED, error, work))
        del work
        self._send(crowd, sent)

    def _send(self, crowd: _Crowd, sent: list[_Arrival]) -> None:
        crowd.arrivals.put(sent.pop())
        with suppress(RuntimeError):  # the window has gone in the meantime
            self._woken.emit()

    @Slot()
    def _on_woken(self) -> None:
        try:
            arrival = self._crowd.arrivals.get_nowait()
        except Empty:
            for crowd in self._left_over:
                crowd.forget()
            return
        begun = self._running[arrival.number]
        if arrival.kind is _Kind.STEP:
            if not begun.job.stop.is_set() and _is_heard(begun.step):
                begun.step(*arrival.value)
            return
        self._running.pop(arrival.number)
        if _is_heard(begun.ended):
            begun.ended()
        if arrival.kind is _Kind.DONE:
            if not begun.job.stop.is_set() and _is_heard(begun.done):
                begun.done(arrival.value)
        elif arrival.kind is _Kind.FAILED:
            self._on_failed(begun, arrival.value)

    def _on_failed(self, begun: _Begun, error: Exception) -> None:
        if not isinstance(error, UserError) or begun.failed is None:
            sys.excepthook(type(error), error, error.__traceback__)
        elif not begun.job.stop.is_set():
            heard = begun.failed if _is_heard(begun.failed) else self._orphaned
            if heard is not None:
                heard(error)


def _is_heard(callback: Heard | None) -> TypeGuard[Heard]:
    """Whether there is one, and the object it belongs to has not been destroyed."""
    if callback is None:
        return False
    owner = getattr(callback, "__self__", None)
    if owner is None and isfunction(callback):
        held = dict(zip(callback.__code__.co_freevars, callback.__closure__ or (), strict=True))
        owner = held["self"].cell_contents if "self" in held else None
    return not isinstance(owner, QObject) or isValid(owner)
