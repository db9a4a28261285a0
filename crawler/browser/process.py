"""Which browser runs, and what ends it?

A Chromium listens on a pipe, not on a port: it ends when the pipe does, whatever became of us.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from crawler.proxy import CHROMIUM
from crawler.trouble import Trouble
from model import Failure, Rendition

_ARGUMENTS = (
    *CHROMIUM,
    "--dns-prefetch-disable",
    "--no-pings",
    "--disable-gpu",
    "--disable-sync",
    "--disable-domain-reliability",
    "--js-flags=--max-old-space-size=512",
)
_NOWHERE = {"server": "http://127.0.0.1:1"}  # for what is asked outside of any visit
_ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR", "XDG_RUNTIME_DIR", "LD_LIBRARY_PATH", "FONTCONFIG_PATH")
_END_WITHIN = 5.0
_LOOK = 1.0  # seconds between two looks at its memory


class Process:
    """A Chromium with the driver that speaks to it."""

    def __init__(self, driver: Any, chromium: Any, number: int, session: Any, most_memory: int) -> None:
        self.driver, self.chromium, self.number = driver, chromium, number
        self.visits = self.going = self.killed = 0
        self._ended = False
        self._session, self._most_memory = session, most_memory
        self._watch = asyncio.ensure_future(self._watched())

    async def answers(self) -> bool:
        """Whether it still lives, and its driver does."""
        from playwright.async_api import Error

        try:
            async with asyncio.timeout(_END_WITHIN):
                await self._session.send("SystemInfo.getProcessInfo")
        except (Error, TimeoutError):
            return False
        return True

    async def end(self) -> None:
        """Asks it to end, and ends it where it does not."""
        if self._ended:
            return
        self._ended = True
        self._watch.cancel()
        await asyncio.gather(self._watch, return_exceptions=True)
        await _within(self.chromium.close())
        with suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        await _within(self.driver.stop())

    async def _watched(self) -> None:
        """Ends processes of pages that take too much memory."""
        from playwright.async_api import Error

        with suppress(Error):
            while True:
                await asyncio.sleep(_LOOK)
                found = await self._session.send("SystemInfo.getProcessInfo")
                for number in (one["id"] for one in found["processInfo"] if one["type"] == "renderer"):
                    if _resident(number) > self._most_memory:
                        with suppress(ProcessLookupError):
                            os.kill(number, signal.SIGKILL)
                            self.killed += 1


async def started(program: str, most_memory: int) -> Process | Trouble:
    """Starts a browser, whose pages may take so many bytes each."""
    from playwright.async_api import Error, async_playwright

    driver = await async_playwright().start()
    process: Process | None = None
    try:
        process = await _launched(driver, program, most_memory)
    except Error as error:
        detail = f"{program} could not be started: {' '.join(error.message.split())[:500]}"
        return Trouble(reason=Failure.BROWSER_FAILED, detail=detail, rendition=Rendition.BROWSER)
    finally:
        if process is None:
            await _within(driver.stop())
    return process


async def _launched(driver: Any, program: str, most_memory: int) -> Process:
    found = await driver.chromium.launch(
        executable_path=program,
        args=list(_ARGUMENTS),
        ignore_default_args=["--disable-popup-blocking"],
        chromium_sandbox=os.geteuid() != 0,  # it refuses to start with one for root
        proxy=_NOWHERE,
        env=_environment(os.environ),
        handle_sigint=False,  # whoever has the crawl stops it, in order
        handle_sigterm=False,
        handle_sighup=False,
        timeout=30_000,
    )
    session = await found.new_browser_cdp_session()
    processes = await session.send("SystemInfo.getProcessInfo")
    number = next(one["id"] for one in processes["processInfo"] if one["type"] == "browser")
    return Process(driver, found, number, session, most_memory)


async def _within(ending: Any) -> None:
    from playwright.async_api import Error

    with suppress(Error, TimeoutError):
        async with asyncio.timeout(_END_WITHIN):
            await ending


def _environment(given: Mapping[str, str]) -> dict[str, str | float | bool]:
    """Secrets of ours are none of a browser's business."""
    return {name: given[name] for name in _ENVIRONMENT if name in given}


def _resident(number: int) -> int:
    """Bytes of memory that a process takes; 0 where that cannot be seen."""
    try:
        pages = Path(f"/proc/{number}/statm").read_text("ascii").split()[1]
    except (OSError, IndexError):
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
