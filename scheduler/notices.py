"""How does the operator hear that something needs a person?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import alerts
from settings import Settings
from store import Store


def tell_operator(
    store: Store,
    settings: Settings,
    now: datetime,
    *,
    cause: str,
    subject: str,
    lines: Sequence[str],
    timeline: str = "",
) -> None:
    """Puts a notice into the outbox, for the channel that the operator has set. The same cause adds nothing again.

    In a transaction.
    """
    store.outbox.keep(alerts.notice(cause, subject, lines, settings.operator.channel, now, timeline=timeline))
