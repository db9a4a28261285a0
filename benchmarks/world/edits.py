"""What can really change in a policy, and how much does each change matter?

Wordings are chosen so that their weight is beyond doubt; a test has the product judge every one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from model import Severity


class Way(StrEnum):
    """What is done to the text."""

    MODIFIED = "modified"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"  # a section goes elsewhere, with a clause of it modified
    STYLE = "style"  # little words only: whoever asks for everything is told, nobody else
    DATE = "date"  # only the date line moves


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A change of one clause; `before` is empty for one added, `after` for one removed."""

    way: Way
    severity: Severity
    before: str = ""
    after: str = ""
    sale: bool = False  # in the category "sale"
    arbitration: bool = False  # the word is among those that changed


def _modified(before: str, after: str, severity: Severity = Severity.MAJOR, *, sale: bool = False) -> Edit:
    return Edit(way=Way.MODIFIED, severity=severity, before=before, after=after, sale=sale)


def _moving(before: str, after: str) -> Edit:
    return Edit(way=Way.MOVED, severity=Severity.MAJOR, before=before, after=after)


def _minor(before: str, after: str) -> Edit:
    return _modified(before, after, Severity.MINOR)


def _added(after: str, severity: Severity = Severity.MAJOR, *, sale: bool = False, arbitration: bool = False) -> Edit:
    return Edit(way=Way.ADDED, severity=severity, after=after, sale=sale, arbitration=arbitration)


def _removed(before: str, severity: Severity = Severity.MAJOR) -> Edit:
    return Edit(way=Way.REMOVED, severity=severity, before=before)


def _style(before: str, after: str) -> Edit:
    return Edit(way=Way.STYLE, severity=Severity.NONE, before=before, after=after)


MODIFIED = (
    _modified(
        "We keep your order records for 12 months after the last parcel, and burn them afterwards.",
        "We keep your order records for 36 months after the last parcel, and burn them afterwards.",
    ),
    _modified(
        "{name} does not sell personal data to advertisers, and has no plans of that kind.",
        "{name} may sell personal data to advertisers, who follow rules of their own.",
        sale=True,
    ),
    _modified(
        "Membership of the reading room has a yearly fee of 40 euros, due on the first of January.",
        "Membership of the reading room has a yearly fee of 55 euros, due on the first of January.",
    ),
    _modified(
        "Recordings of telephone orders are deleted after 14 days unless you ask us to hold them.",
        "Recordings of telephone orders are deleted after 90 days unless you ask us to hold them.",
    ),
    _modified(
        "You must be 16 years old to open an account without a letter from your parents.",
        "You must be 13 years old to open an account without a letter from your parents.",
    ),
    _modified(
        "Our liability for goods that are spoilt on their way is limited to 500 euros per parcel.",
        "Our liability for goods that are spoilt on their way is limited to 100 euros per parcel.",
    ),
    _modified(
        "A refund for things sent back reaches your bank within 7 days of their arrival in {town}.",
        "A refund for things sent back reaches your bank within 30 days of their arrival in {town}.",
    ),
    _modified(
        "The archive of letters to {desk} stays in {town}.",
        "The archive of letters to {desk} is transferred to a store in {far} under standard contractual clauses.",
    ),
    _minor(
        "Parcels are handed to {carrier}, who learns your name and the floor you live on.",
        "Parcels are handed to {carrier} and {carrier2}, who learn your name and the floor you live on.",
    ),
    _minor(
        "Sums of visits are drawn up with a program named {tool}.",
        "Sums of visits are drawn up with a program named {tool2}.",
    ),
    _minor(
        "Bulky letters go to our post room behind the {old} gate.",
        "Bulky letters go to our post room behind the {new} gate.",
    ),
)

ADDED = (
    _added(
        "Any claim between you and {name} is settled by binding arbitration in {town}, and you give up the right to"
        " take part in a class action.",
        arbitration=True,
    ),
    _added("We may sell lists of frequent guests to publishers of catalogues.", sale=True),
    _added("Texts and pictures that you send to {desk} are used to train a machine learning model of ours."),
    _added("Accounts without an order for 24 months are deleted, together with the points on them."),
    _added("For each reminder that we have to write, a fee of 5 euros is added to the bill."),
    _added("Deliveries to islands are shared with {carrier2}, a partner who runs the ferries.", Severity.MINOR),
    _added("Our app gathers the make of your telephone when it stops in the middle of something.", Severity.MINOR),
    _added("A second pair of eyes checks each backup, and a seal shows whether it is sound.", Severity.MINOR),
    _added("Guests are not allowed to post riddles that spoil the ending of a book.", Severity.MAJOR),
)

REMOVED = (
    _removed("You have the right to object to our letters at any time, and we stop within 2 days."),
    _removed("If we break a promise on this page, you are entitled to a refund of the last yearly fee."),
    _removed("Guests under the age of 12 are served only in the company of a parent or guardian."),
    _removed("Our night guards walk the halls in pairs, and their round is written into a book.", Severity.MINOR),
    _removed("The list of helpers hangs in our hall, where it is renewed each spring.", Severity.MINOR),
)

STYLE = (
    _style(
        "This corner is for the people who cook, sew, dig and mend with things that come from us.",
        "The corner is for those people that cook, sew, dig and mend with the things that come from us.",
    ),
    _style(
        "In our halls the honour of a guest is the colour of the day.",
        "In our halls the honor of a guest is the color of the day.",
    ),
    _style(
        "Benches, baskets and books stand by the door for those who wait.",
        "The benches, the baskets and the books stand by the door for those that wait.",
    ),
)

MOVED: Sequence[tuple[str, tuple[str, ...], Edit]] = (
    (
        "[Keeping and throwing away|How long things stay]",
        (
            "Bills stay in our cellar for as long as the tax office wants to see them, and the cellar has one key.",
            "Sketches for made-to-measure things are rolled up and handed to you with the thing itself.",
        ),
        _moving(
            "Chats with {desk} are deleted after 6 weeks, counted from the last line in them.",
            "Chats with {desk} are deleted after 52 weeks, counted from the last line in them.",
        ),
    ),
    (
        "[Talks before quarrels|If we cannot agree]",
        (
            "Many a quarrel is a riddle that two tired people made together. We sleep over it first, and so may you.",
            "Our oldest colleagues sit with both sides at one table, and bring the cake.",
        ),
        _moving(
            "After a talk you have 10 days to change your mind about what was settled at the table.",
            "After a talk you have 3 days to change your mind about what was settled at the table.",
        ),
    ),
)
"""Heading, clauses that stay, and the clause that is modified while the section moves."""
