"""Which words lead in to the items of a list?"""

from __future__ import annotations

from typing import NamedTuple

_LONGEST_LEAD_IN = 300
_MOST_LEAD_INS = 6
_COLONS = (":", "\uff1a", ";")
_SENTENCE_ENDS = (". ", "! ", "? ", "\u3002", "; ")


class _Host(NamedTuple):
    """What stands above items: an item of the list around theirs, or (a half level deeper) a paragraph."""

    level: float
    context: tuple[str, ...]
    text: str


class LeadIns:
    """What leads in to the items of lists: a paragraph directly before, and the item that a list stands in."""

    def __init__(self) -> None:
        self._hosts: list[_Host] = []
        self._paragraph = ""  # directly before, if there is one
        self._after_item = False  # whether that paragraph stood directly behind an item
        self._in_list = False

    def heading(self) -> None:
        self._hosts = []
        self._paragraph, self._after_item, self._in_list = "", False, False

    def paragraph(self, text: str) -> None:
        self._after_item, self._in_list = self._in_list, False
        self._paragraph = text

    def item(self, level: int, text: str) -> tuple[str, ...]:
        """Takes an item in; what leads in to it, outermost first."""
        hosts = self._hosts
        if not self._paragraph and hosts and hosts[-1].level == level:  # the next of a list
            context = hosts[-1].context
            hosts[-1] = _Host(level, context, text)
            return context
        if self._paragraph and not self._goes_on():
            while hosts and hosts[-1].level >= level - 0.5:
                hosts.pop()
            hosts.append(_Host(level - 0.5, self._context(), self._paragraph))
        while hosts and hosts[-1].level >= level:
            hosts.pop()
        context = self._context()
        hosts.append(_Host(level, context, text))
        self._paragraph, self._in_list = "", True
        return context

    def _context(self) -> tuple[str, ...]:
        if not self._hosts:
            return ()
        host = self._hosts[-1]
        return (*host.context[-_MOST_LEAD_INS + 1 :], lead_in(host.text))

    def _goes_on(self) -> bool:
        """Whether the paragraph between two items is part of the first, rather than what leads in to the second."""
        if not self._after_item or self._paragraph.endswith(_COLONS):
            return False
        leads = [host.text for host in self._hosts if host.level % 1]
        return not leads or leads[0].endswith(_COLONS)


def lead_in(text: str) -> str:
    """A paragraph, or the end of it if it is long.

    >>> lead_in("We keep records. " * 40 + "They are:")
    'They are:'
    """
    if len(text) <= _LONGEST_LEAD_IN:
        return text
    tail = text[-_LONGEST_LEAD_IN:]
    last = max(tail.rfind(end, 0, -1) + len(end) if end in tail[:-1] else 0 for end in _SENTENCE_ENDS)
    return tail[last:].lstrip() if last else tail.partition(" ")[2] or tail
