"""How is an authority asked, from the command line, to stamp a root?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import settings
from cli.answers import Answer, iso
from cli.exits import RefusalError
from evidence import Bundle
from settings import Home


@dataclass(frozen=True, slots=True, kw_only=True)
class Authority:
    """Whom to ask, and whose certificates are trusted, as PEM; without any, no signature is checked."""

    address: str
    certificates: bytes
    allow_hosts: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamped:
    """An authority's answer, as it came, or why there is none."""

    authority: str = ""
    content: bytes = b""
    moment: datetime | None = None
    checked: bool = False
    failure: str = ""

    def told(self) -> Answer:
        return {
            "authority": self.authority,
            "moment": iso(self.moment),
            "signature_checked": self.checked,
            "failure": self.failure,
        }


def authority(home: Home) -> Authority:
    """The one that is set. Refuses where there is none, or its certificates cannot be read."""
    chosen = settings.load(home)
    if not chosen.evidence.authority:
        raise RefusalError(f'{home.settings}: no authority is set: [evidence] authority = "https://..." names one')
    file = home.path / chosen.evidence.certificates
    try:
        certificates = file.read_bytes() if chosen.evidence.certificates else b""
    except OSError as error:
        raise RefusalError(f"{file}: {error.strerror or error}; expected the file of evidence.certificates") from None
    return Authority(
        address=chosen.evidence.authority,
        certificates=certificates,
        allow_hosts=chosen.crawl.allow_hosts,
        seconds=chosen.evidence.timeout,
    )


def stamped(bundle: Bundle, by: Authority) -> Stamped:
    """One question, one answer; nothing is tried again, since somebody waits for it."""
    from crawler.manners import AGENT, version
    from crawler.stamping import ask
    from crawler.trouble import Trouble
    from evidence.authority import ANSWERED_AS, ASKED_AS, LONGEST_ANSWER, Refusal, answered, question

    asked = question(bundle.stood_for)
    agent = f"{AGENT}/{version()}"
    headers: Mapping[str, str] = {"Content-Type": ASKED_AS, "Accept": ANSWERED_AS, "User-Agent": agent}
    answer = ask(
        by.address,
        asked.content,
        headers,
        allow_hosts=by.allow_hosts,
        most_bytes=LONGEST_ANSWER,
        seconds=by.seconds,
    )
    if isinstance(answer, Trouble):
        return Stamped(authority=by.address, failure=f"{by.address}: {answer.reason}: {answer.detail}")
    try:
        found = answered(asked, answer, by.certificates)
    except ValueError as error:
        raise RefusalError(f"evidence.certificates: {error}") from None
    if isinstance(found, Refusal):
        return Stamped(authority=by.address, failure=f"{by.address}: {found}")
    return Stamped(authority=by.address, content=answer, moment=found.moment, checked=bool(by.certificates))
