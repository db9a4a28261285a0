"""By which names do mail programs and feed readers know that they have a message already?"""

from __future__ import annotations

from model import Alert


def message_id(alert: Alert) -> str:
    """The Message-ID: the same at every attempt, so that a mail program shows a repeat once.

    The right side is a name that RFC 2606 keeps free: an installation need not own a domain.
    Raises ValueError before the store has given the alert its name.
    """
    return f"<{_name(alert)}@clausewatch.invalid>"


def atom_id(alert: Alert) -> str:
    """The id of its entry in a feed (RFC 4287, 4.2.6). Raises ValueError as `message_id` does."""
    return f"urn:uuid:{_name(alert)}"


def _name(alert: Alert) -> str:
    if not alert.name:
        raise ValueError(f"the alert {alert.cause!r} of watch {alert.watch!r} has no name yet: keep it first")
    return alert.name
