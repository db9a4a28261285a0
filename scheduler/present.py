"""What time is it?"""

from datetime import UTC, datetime


def now() -> datetime:
    """The present second; everything recorded is in whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
