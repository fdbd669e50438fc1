"""How the parts of the register are put together for one collection."""

from __future__ import annotations

from kb.register.database import RegisterDatabase, default_url
from kb.register.derived import Derived, Readings
from kb.register.feedback import FeedbackStore
from kb.register.register import Register
from kb.register.standing import Standing
from kb.settings import Settings


def open_register(settings: Settings, derived: Derived, readings: Readings) -> Register:
    """Return the register of the documents in ``readings``, of which ``derived`` holds the commitments.

    Raises:
        RegisterUnavailableError: the database cannot be used.
    """
    return Register(_database(settings), derived, Standing(readings))


def open_feedback(settings: Settings) -> FeedbackStore:
    """Return where feedback is kept: in the register's database.

    Raises: as :func:`open_register`.
    """
    return _database(settings)


def _database(settings: Settings) -> RegisterDatabase:
    return RegisterDatabase(settings.database_url.get_secret_value() or default_url(settings.data))
