"""What does one capture say?

`read` is total: strangers' bytes of any kind give a reading, and what is wrong with them is its verdict.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from extract.apart.choosing import Wanted, chosen, least_against, speaks_against
from extract.apart.texts import apart_of
from extract.clauses.markdown_blocks import drafts_of_markdown
from extract.concluding import concluded, failed, looked_at, said_on
from extract.declared.selection import SelectorError
from extract.decoding.decode import Decoded, decode
from extract.page.boxes import Page
from extract.page.parse import page_of, parse
from extract.part.policy import policy_blocks
from extract.part.walls import IN_A_DIALOG
from extract.pdf.document import Pdf, pdf_blocks
from extract.pdf.pages import UnreadablePdfError
from extract.runs import Draft
from extract.verdicts import judging as verdicts
from extract.verdicts.targets import absolute, is_home
from model import Location, Reading, Rendition, Verdict

EDITION = "reading/8"
"""Raised whenever a reading of the same bytes may come out differently."""

MOST_BYTES = 20_000_000
_NOTHING_SHOWN = (Verdict.EMPTY, Verdict.NOT_A_POLICY, Verdict.CONSENT_WALL, Verdict.BOT_WALL, Verdict.LOGIN)
_NUMBERS = 20  # of pages, told in the evidence
_MOST_RUNNING = 50  # distinct lines along the edges of a PDF's pages from which facts are read
_ODD = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffd]")  # characters that text does not hold
_MARKUP = re.compile(
    r"(?i)<(?:!doctype|html|head|body|p|div|br|table|span|h1|a|title|script|meta|font|center|section|main|article)\b"
)


def read(
    body: bytes,
    headers: Mapping[str, str],
    *,
    location: Location,
    statuscode: int,
    rendition: Rendition,
    kind: str = "",
    original: str = "",
    as_sent: bool = False,
) -> Reading:
    """What these bytes say, as the location's selectors direct. Names in `headers` are lower-case.

    `kind` is that of the policy that is wanted, for pages that hold several.  `original` is where the bytes stood,
    when a redirect led from the location's own to another.  With `as_sent` stays what a reader is
    spared: the page heads and page numbers of a PDF, and "[email protected]" where a script would put the address.

    Never raises on what strangers sent: bytes that cannot be read, walls, and selectors that find
    nothing are verdicts, with their reason in the evidence.
    """
    evidence: dict[str, str] = {"kind": kind} if kind else {}
    if original and is_home(original) and not is_home(location.original):
        return failed(Verdict.WRONG_PAGE, f"a redirect leads to the home page {original[:200]}", evidence)
    if len(body) > MOST_BYTES:
        return failed(Verdict.UNREADABLE, f"{len(body)} bytes, more than {MOST_BYTES}", evidence)
    if b"%PDF-" in body[:1024]:
        return _read_pdf(body, headers, statuscode, evidence, running=as_sent)
    decoded = decode(body, headers)
    evidence |= {"charset": decoded.charset, "charset from": decoded.named_by}
    if _is_binary(decoded.beginning(4000)):
        return failed(Verdict.UNREADABLE, "bytes that are neither HTML, text nor PDF", evidence)
    if rendition is Rendition.TEXT or not _is_html(decoded, headers):
        found = _read_text(decoded.text, headers, statuscode, evidence)
    else:
        found = _read_html(decoded.utf8, headers, location, statuscode, evidence, as_sent=as_sent)
    return _led(found, location, original)


def _led(found: Reading, location: Location, original: str) -> Reading:
    """What leads elsewhere, with where to; who leads to a home page has nothing to show any more."""
    if found.verdict is not Verdict.MOVED:
        return found
    target = absolute(found.evidence.get("target", ""), original or location.original)
    if target and is_home(target) and not is_home(location.original):
        return failed(Verdict.WRONG_PAGE, f"a redirect leads to the home page {target[:200]}", dict(found.evidence))
    return replace(found, evidence=MappingProxyType({**found.evidence, "target": target}))


def _is_binary(sample: str) -> bool:
    odd = len(_ODD.findall(sample))
    return odd > 0.05 * len(sample) + 2


def _is_html(decoded: Decoded, headers: Mapping[str, str]) -> bool:
    mimetype = headers.get("content-type", "").lower()
    if "text/plain" in mimetype or "markdown" in mimetype:
        return False
    return any(_MARKUP.search(decoded.beginning(most)) for most in (500, 20_000)) or "html" in mimetype


def _read_pdf(
    body: bytes, headers: Mapping[str, str], statuscode: int, evidence: dict[str, str], *, running: bool
) -> Reading:
    evidence["form"] = "pdf"
    try:
        pdf = pdf_blocks(body, running=running)
    except UnreadablePdfError as error:
        return failed(Verdict.UNREADABLE, str(error), evidence)
    if pdf.dropped:
        evidence["running heads and page numbers"] = str(len(pdf.dropped))
    if pdf.unread:
        numbers = ", ".join(map(str, pdf.unread[:_NUMBERS]))
        evidence["pages unread"] = f"{len(pdf.unread)} of {pdf.pages}: {numbers}"
    page = Page(title=pdf.title, blocks=pdf.blocks)
    found = concluded(page, pdf.blocks, headers, statuscode, evidence, running=_once(pdf.dropped))
    return _as_far_as_read(found, pdf)


def _once(dropped: Sequence[str]) -> list[str]:
    """Lines that run along the edges of pages: they are no text of the policy, but say things of it."""
    return list(dict.fromkeys(line for line in dropped if any(map(str.isalpha, line))))[:_MOST_RUNNING]


def _as_far_as_read(found: Reading, pdf: Pdf) -> Reading:
    """The rest of a PDF is no version of it, whatever it says, where most pages cannot be read."""
    if 2 * len(pdf.unread) <= pdf.pages or found.verdict not in (Verdict.POLICY, *_NOTHING_SHOWN):
        return found
    evidence = {**found.evidence, "reason": f"{len(pdf.unread)} of {pdf.pages} pages cannot be read"}
    return replace(found, verdict=Verdict.PARTIAL, evidence=MappingProxyType(evidence))


def _read_text(text: str, headers: Mapping[str, str], statuscode: int, evidence: dict[str, str]) -> Reading:
    evidence["form"] = "text"
    drafts = drafts_of_markdown(text)
    return concluded(Page(blocks=drafts), drafts, headers, statuscode, evidence)


def _read_html(
    utf8: bytes,
    headers: Mapping[str, str],
    location: Location,
    statuscode: int,
    evidence: dict[str, str],
    *,
    as_sent: bool,
) -> Reading:
    evidence["form"] = "html"
    try:
        page = page_of(utf8, location.select, location.remove, location.filters, as_sent=as_sent)
    except SelectorError as error:
        if not 200 <= statuscode < 300:
            verdict, reason = verdicts.verdict_of(looked_at(page_of(utf8), "", (), statuscode, headers, selected=True))
            return failed(verdict, reason, evidence)
        return failed(Verdict.SELECTOR_MISS, str(error), evidence)
    if page.flattened:
        evidence["nesting"] = "too deep, flattened"
    if location.select:
        return concluded(page, page.blocks, headers, statuscode, evidence, source=utf8, selected=True)
    kind = evidence.get("kind", "")
    drafts, cuts = policy_blocks(page, kind)
    cut = {f"cut {why}": count for why, count in cuts.items()}
    text = said_on(page, drafts)
    shown = concluded(page, drafts, headers, statuscode, evidence | cut, source=utf8, found=text)
    weak = cuts.get("doubt") == IN_A_DIALOG or shown.verdict in _NOTHING_SHOWN
    enough = not weak and (text.ordinary or shown.verdict is not Verdict.POLICY)
    found = None if enough or not 200 <= statuscode < 300 else _apart(utf8, kind, page, drafts, shown, weak=weak)
    if found is None:
        return shown
    beside = concluded(*found, headers, statuscode, {**evidence, "stands": "apart from what the page shows"})
    return beside if beside.verdict is Verdict.POLICY else shown


def _apart(
    utf8: bytes, kind: str, page: Page, drafts: list[Draft], shown: Reading, *, weak: bool
) -> tuple[Page, list[Draft]] | None:
    """The text that the page carries apart from what it shows, where that is no policy or hardly one."""
    wanted = Wanted(page, drafts, kind, shown.language)
    found = chosen(apart_of(parse(utf8)[0], least_against(drafts, weak=weak)), wanted, kind)
    if found is None or not speaks_against(found, wanted.text(page, drafts), weak=weak):
        return None
    return found.page, found.blocks
