"""What does a date mean where it stands: an update, a day of coming into force, or nothing of the document's?"""

from __future__ import annotations

import re

from extract.facts.cues import cue
from extract.facts.dated_lines import HELD_BACK, SHORT_LINE, Line
from extract.facts.days import Day

_NEAR = 60  # characters between the cue and its date
_WIDTH = 100  # characters before a date in which its cue is looked for
_AFTER = 50
_BESIDE = 5  # longer words after a date whose cue stands in the line above
# A law has dates of its own: "the Act of 6 January 1978, last amended on", "loi n° 78-17 du".
_LAW = re.compile(
    r"(?i)(?<!\w)(?:acts?|laws?|regulations?|directives?|decree|statute|gdpr|ccpa|cpra|coppa|hipaa|lgpd|pipeda|parliament|commission\s+decision"
    r"|lois?|règlements?|décrets?|ordonnances?|arrêtés?|rgpd|délibération|réglementation|gesetz\w*|verordnung|richtlinie|dsgvo|bdsg|ley|reglamento"
    r"|decreto|lei|regulamento|legge|regolamento|wet|verordening|ustaw\w+|rozporządzeni\w+|zákon\w*|lag\w*|закон\w*|audit\w*)(?!\w)"
)
_SENTENCE_END = re.compile(r"[.!?。][”\"')]?\s+(?=[^\W\d_a-z])|[;。；]")
_SENTENCE = re.compile(r"[.!?。][”\"')]?$")
_ASIDE = re.compile(r"\([^)]*\)|[|\[].*")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_CHANGE_LOG = re.compile(
    r"(?i)\b(?:change ?log|(?:version|revision|update|change) history|history of changes|historique"
    r"|änderungshistorie)\b"
)
_NUMBERED = re.compile(r"(?i)\b(?:v|ver[sz]\w+|rev\w*|edition|fassung)\.?\s?\d[\d.]{0,8}\W{0,3}$")
_VERSION_NEXT = re.compile(r"(?i)\s*[,(（–—|-]?\s*(?:v|ver[sz]\w+|rev\w*|edition|fassung)\.?\s?\d")
_GOES_ON = re.compile(r"\s*[:–—-]\s*\w")


def kind_of_date(text: str, day: Day, done: int, line: Line, language: str) -> str:
    """Of which kind a date is: "updated", or "effective" in a label and "told" in a sentence; "bare" for a last line
    that is nothing else, "logged" where a line begins with it and goes on, "" for one about something else.
    """
    if re.search(r"\w", text[: day.start]):
        held = line.place != "top" and not _SENTENCE.search(line.above) and HELD_BACK.search(line.above)
        return "" if held else _inside(text, day, done, language)
    if line.listed:
        return ""
    rest = text[day.end :]
    if kind := _begins(rest, line, language):
        return kind
    return _inside(text, day, done, language) or ("logged" if _GOES_ON.match(rest) else "")


def _begins(rest: str, line: Line, language: str) -> str:
    """Of which kind a date is that its line begins with, by the line above and by where it stands."""
    kind = _cued(line.above + " ", language, short=True)
    if kind and len(_LONG_WORD.findall(rest)) <= _BESIDE:
        return kind
    if _CHANGE_LOG.search(line.above) or (_NUMBERED.search(line.above) and not _LONG_WORD.search(rest)):
        return "updated"
    if line.place and not re.search(r"\w", _ASIDE.sub("", rest)):
        return "updated" if line.place == "top" else "bare"
    return ""


def _inside(text: str, day: Day, done: int, language: str) -> str:
    """Of which kind a date is by the words around it in its line."""
    before = text[max(0, done, day.start - _WIDTH) : day.start]
    after = text[day.end : day.end + _AFTER]
    short = len(text) <= SHORT_LINE
    if kind := _cued(before, language, short=short):
        lead = _SENTENCE_END.split(text[max(0, day.start - _WIDTH) : day.start])[-1]
        rest = _SENTENCE_END.split(after)[0]
        if ":" not in lead[-12:] and "：" not in lead[-12:] and _LAW.search(f"{lead} {rest}"):
            return ""
        return kind if kind == "updated" or _is_label(lead, rest, language) else "told"
    if _VERSION_NEXT.match(after) and len(_LONG_WORD.findall(text[:SHORT_LINE])) <= _BESIDE:
        return "updated"
    inside = re.match(r"\s*[(（\[–—|-]\s*([^()]{2,40})", after)
    return _cued(inside[1], language, short=False) if inside and short else ""


def _is_label(lead: str, rest: str, language: str) -> bool:
    """Whether hardly anything but a cue and a date stands there: no sentence, which may tell of another text."""
    first = cue(language).search(lead)
    before = lead[: first.start()] if first else lead
    return len(_LONG_WORD.findall(before)) <= 1 and len(_LONG_WORD.findall(_ASIDE.sub("", rest))) <= 2


def _cued(before: str, language: str, *, short: bool) -> str:
    """Of which kind the nearest cue before a date is."""
    found = list(cue(language).finditer(before))
    if not found:
        return ""
    nearest = ([match for match in found if match.lastgroup != "short"] or found)[-1]
    gap = before[nearest.end() :]
    lead = _SENTENCE_END.split(before[: nearest.start()])[-1]
    around = lead[-_NEAR:] + nearest.group() + gap
    if len(gap) > _NEAR or _SENTENCE_END.search(gap.strip()) or HELD_BACK.search(around):
        return ""
    if _LAW.search(gap if ":" in gap or "：" in gap else around):
        return ""
    if nearest.lastgroup == "short":
        alone = short and len(_LONG_WORD.findall(gap)) <= 2 and len(_LONG_WORD.findall(lead)) <= 4
        return "updated" if alone else ""
    return (nearest.lastgroup or "").removeprefix("joined_")
