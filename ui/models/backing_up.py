"""A backup by hand, wherever it is asked for: made in a thread, told, and everybody shows how the second place stands."""

from __future__ import annotations

from collections.abc import Callable

from desktopcrm.services.backups import SecondPlace
from ui.context import Context
from ui.jobs import Progress
from ui.models.second_look import second_look
from ui.models.second_words import made_words


def back_up(context: Context, then: Callable[[], None], ended: Callable[[], None]) -> None:
    """`then()` where it was made; `ended()` always."""
    app = context.app

    def make(progress: Progress) -> SecondPlace:
        app.backups.make("hand", progress.step)
        return app.backups.second_place()

    def done(second: SecondPlace) -> None:
        context.say(*made_words(context.tr, second))
        second_look().looked.emit(second)
        then()

    context.jobs.start(make, done, context.say_error, ended=ended)
