"""How does one wait without holding up a stop?"""

from __future__ import annotations

import asyncio


async def for_a_while(stop: asyncio.Event, seconds: float) -> bool:
    """Waits so long, or until it is time to stop; whether it is."""
    try:
        async with asyncio.timeout(seconds):
            await stop.wait()
    except TimeoutError:
        return False
    return True
