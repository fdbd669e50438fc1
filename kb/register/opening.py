"""How the parts of the register are put together for one collection."""

from __future__ import annotations

from kb.register.database import RegisterDatabase, default_url
from kb.register.derived import Derived, Readings
from kb.register.register import Register
from kb.register.standing import Standing
from kb.settings import Settings


def open_register(settings: Settings, derived: Derived, readings: Readings) -> Register:
    """Return the register of the documents in ``readings``, of which ``derived`` holds the commitments.

    Raises:
        RegisterUnavailableError: the database cannot be used.
    """
    address = settings.database_url.get_secret_value() or default_url(settings.data)
    return Register(RegisterDatabase(address), derived, Standing(readings))
