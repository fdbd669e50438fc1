"""Reading the folder in the background, one reading at a time for all users; questions go on meanwhile."""

from __future__ import annotations

from dataclasses import dataclass, replace
from threading import Lock, Thread
from typing import Literal

from ingest.errors import WoordhouderError
from kb.knowledge_base import KnowledgeBase
from kb.model import FileResult, Progress, SyncReport
from ui.texts import sync_summary


@dataclass(frozen=True, slots=True)
class JobView:
    """How far the reading is (``running``), or what came of the last one (``done``, ``failed``)."""

    state: Literal["none", "running", "done", "failed"] = "none"
    step: str = ""
    detail: str = ""
    done: int = 0
    total: int = 0
    message: str = ""
    hint: str = ""
    files: tuple[FileResult, ...] = ()
    number: int = 0


class SyncJob:
    """One sync at a time, in a thread of its own. Whoever asks during one gets another one after it."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self._knowledge = knowledge
        self._view = JobView()
        self._lock = Lock()
        self._again = False

    def start(self) -> JobView:
        """Begin a sync, or have one follow the present one, and return how it stands."""
        with self._lock:
            if self._view.state == "running":
                self._again = True
                return self._view
            self._view = JobView("running", number=self._view.number + 1)
        Thread(target=self._run, name="woordhouder-sync", daemon=True).start()
        return self._view

    def view(self) -> JobView:
        """Return how it stands."""
        return self._view

    def _run(self) -> None:
        while True:
            ended = self._synced()
            with self._lock:
                if not self._again:
                    self._view = ended
                    return
                self._again = False

    def _synced(self) -> JobView:
        number = self._view.number
        try:
            report = self._knowledge.sync(progress=self._progress)
        except WoordhouderError as error:
            return JobView("failed", message=error.message, hint=error.hint, number=number)
        except Exception as error:  # noqa: BLE001 - nobody is above a thread; it is told on the screen
            told = f"{type(error).__name__}: {error}"
            return JobView("failed", message=told, hint="Vraag de beheerder om hulp.", number=number)
        return _ended(report, number)

    def _progress(self, progress: Progress) -> None:
        self._view = replace(
            self._view, step=progress.step, detail=progress.detail, done=progress.done, total=progress.total
        )


def _ended(report: SyncReport, number: int) -> JobView:
    return JobView("done", message=sync_summary(report), files=report.files, number=number)
