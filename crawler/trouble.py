"""What came of a request that brought nothing to keep?"""

from __future__ import annotations

from dataclasses import dataclass

from model import Failure, Rendition


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Why a request brought nothing, in a word that the program acts on and in words for people.

    `retry_after` is the number of seconds for which the server asked to be left alone; `busy` says that
    the fault is the whole server's pace (429, or any answer with Retry-After), not this one request's.
    `original` names the hop of a visit that failed, `rendition` whether that was in a browser.
    """

    reason: Failure
    detail: str
    retry_after: float | None = None
    busy: bool = False
    original: str = ""
    rendition: Rendition = Rendition.PLAIN
