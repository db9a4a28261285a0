"""What stands on a page just now, as the browser sees it?

Asked over the protocol of its own tools, past the page's scripts.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from playwright.async_api import BrowserContext, CDPSession, Error, Frame, Page

from crawler.browser.snapshot import STYLES, Snapshot

_MOST_FRAMES = 20  # in processes of their own
_MEASURE = (
    "[document.getElementsByTagName('*').length,"
    " document.body ? document.body.innerText.length : 0,"
    " document.documentElement ? document.documentElement.outerHTML.length : 0]"
)


async def measured(session: CDPSession) -> list[int] | None:
    """In a world of its own, where the page's scripts have changed nothing."""
    try:
        tree = await session.send("Page.getFrameTree")
        world = await session.send(
            "Page.createIsolatedWorld", {"frameId": tree["frameTree"]["frame"]["id"], "worldName": "clausewatch"}
        )
        asked = {"expression": _MEASURE, "contextId": world["executionContextId"], "returnByValue": True}
        answer = await session.send("Runtime.evaluate", asked)
    except Error:  # it is just going to another page
        return None
    value: Any = answer["result"].get("value")
    return value if isinstance(value, list) else None


async def captured(context: BrowserContext, page: Page, session: CDPSession) -> Snapshot:
    """Of the page, with its frames in other processes put where their elements are."""
    others: dict[CDPSession, dict[int, Snapshot]] = {session: {}}
    for frame in page.frames[1 : 1 + _MOST_FRAMES]:
        with suppress(Error):  # it has no process of its own, and stands in the snapshot of its parent
            await _add_frame(context, frame, others)
    return Snapshot(await _taken(session), others[session])


async def _add_frame(context: BrowserContext, frame: Frame, others: dict[CDPSession, dict[int, Snapshot]]) -> None:
    own = await context.new_cdp_session(frame)
    tree = await own.send("Page.getFrameTree")
    below: dict[int, Snapshot] = {}
    found = Snapshot(await _taken(own), below)
    for parent, inside in others.items():
        with suppress(Error):
            owner = await parent.send("DOM.getFrameOwner", {"frameId": tree["frameTree"]["frame"]["id"]})
            inside[owner["backendNodeId"]] = found
            break
    others[own] = below


async def _taken(session: CDPSession) -> dict[str, Any]:
    answer: dict[str, Any] = await session.send("DOMSnapshot.captureSnapshot", {"computedStyles": list(STYLES)})
    return answer
