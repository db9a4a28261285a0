"""Is a document that of another organisation than the one before it?

A domain that ran out is bought, and its new owner has a privacy policy as well. A company that is renamed or sold keeps
most of its text, or says who it was. So three things have to come together, beside a text that shares little: another
name, mail at other domains only (or a domain that was for sale in between), and not a word about the former.
"""

from __future__ import annotations

import re
from functools import cached_property

from extract.vocabulary import listed
from model import Reading

_WORD = re.compile(r"[^\W_]{3,}")
_FORMS = listed(
    "ltd limited inc incorporated llc llp plc gmbh mbh corp corporation company companies group holding holdings the"
    " and und der die das des sarl sas srl spa pty pte oyj kft doo sro zoo services service international global"
    " europe technologies technology online digital media com net org www privacy policy terms notice"
)
_MOST_WORDS = 20_000


class Owner:
    """What a reading says of whose document it is."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of its name that tell companies apart."""
        return frozenset(_WORD.findall(self._reading.organisation.lower())) - _FORMS

    @cached_property
    def mail(self) -> frozenset[str]:
        """The domains of its addresses of mail."""
        mail = (one for one in self._reading.contacts if one.startswith("mailto:"))
        return frozenset(one.rpartition("@")[2].lower() for one in mail)

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(self._reading.words.split()[:_MOST_WORDS])

    @cached_property
    def marks(self) -> frozenset[str]:
        """By which another text would name it: its name, and the names of its domains."""
        return self.names | {label for domain in self.mail for label in domain.split(".")[-2:-1] if len(label) > 2}

    def is_another(self, former: Owner, *, parked_between: bool) -> bool:
        """Whether this is somebody else's than `former`; False where either does not say whose it is.

        Where the domain was offered for sale in between, mail is not asked for.
        """
        if not self.names or not former.names or _alike(self.names, former.names):
            return False
        apart = parked_between or bool(self.mail and former.mail and not self.mail & former.mail)
        return apart and not former.marks & self.words and not _alike(former.names, self.marks)


def is_anothers(reading: Reading, former: Reading) -> bool:
    """Whether a document is somebody else's than one from years before, at another address, by the names in both."""
    return Owner(reading).is_another(Owner(former), parked_between=True)


def _alike(some: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a word of the one is, or is in, a word of the other: "Lumo Ra" and "Lumora" are one."""
    return any(one in other or other in one for one in some for other in others)
