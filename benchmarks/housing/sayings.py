"""What do the walls, menus and footers around policies say? Text of no company, as long as one asks for."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, cycle, islice

from benchmarks.housing.tree import Node, made

PURPOSES = (
    (
        "Strictly necessary",
        "These cookies keep you signed in and remember your basket. The site cannot work without them, "
        "so they cannot be switched off here.",
    ),
    (
        "Store and access information on a device",
        "Our partners may place an identifier on your device and read it again "
        "the next time you come, in order to recognise your browser.",
    ),
    (
        "Select basic advertising",
        "Which advertisement you see can depend on the page that you look at, on your rough "
        "location, on the kind of your device, and on how often you have seen it before.",
    ),
    (
        "Create a personalised profile",
        "What you do here can be joined with what you did on other sites, so that a picture "
        "of your interests is built up and kept over time.",
    ),
    (
        "Select personalised content",
        "Articles and offers can be ordered by a profile of what you have read and bought.",
    ),
    ("Measure performance", "We count how many people saw a page, how far they scrolled, and whether they came back."),
    ("Market research", "Figures about audiences are gathered from panels and combined with what is measured here."),
    (
        "Develop and improve services",
        "What was gathered can be used to build new systems and to find faults in old ones.",
    ),
)
_FIRST = ("North", "Blue", "Quick", "Bright", "Open", "True", "Silver", "Next", "Prime", "Clear", "Deep", "Wide", "Red")
_LAST = ("reach", "signal", "metric", "audience", "pixel", "bid", "lake", "graph", "panel", "wave", "crowd", "field")
_ENDS = ("GmbH", "Ltd", "Inc.", "SAS", "B.V.", "AB", "S.r.l.")
_ROOMS = ("Kitchen", "Garden", "Bedroom", "Office", "Hallway", "Nursery", "Workshop", "Balcony", "Bathroom", "Cellar")
_THINGS = ("lamps", "chairs", "shelves", "rugs", "mirrors", "baskets", "tables", "hooks", "curtains", "clocks")


def vendors() -> Iterator[str]:
    """Names of companies that do not exist, without end."""
    for number, first, last in zip(count(), cycle(_FIRST), cycle(_LAST), strict=False):
        round_ = number // (len(_FIRST) * len(_LAST))
        yield f"{first}{last} {_ENDS[number % len(_ENDS)]}{f' {round_ + 1}' if round_ else ''}"


def menu_labels(many: int) -> list[str]:
    pairs = (f"{room} {thing}" for room in cycle(_ROOMS) for thing in _THINGS)
    return [f"{label} {i // 100 + 1}" if i >= 100 else label for i, label in enumerate(islice(pairs, many))]


def wall(characters: int, names: dict[str, str]) -> Node:
    """A consent wall with at least that many characters. `names` gives its parts their class names."""
    rows: list[Node] = []
    said = 0
    for name, days in zip(vendors(), cycle((30, 90, 365, 395, 730)), strict=False):
        if said > characters:
            break
        line = (
            f"Keeps what it learns for {days} days. Uses consent for storing information on a device, and a legitimate "
        )
        line += "interest for measuring and for improving its services."
        said += len(name) + len(line) + 24
        link = made("a", "", "View privacy policy", href=f"https://partner{len(rows)}.example/privacy")
        toggle = made("input", "", type="checkbox", id=f"v{len(rows)}")
        rows.append(
            made("li", names.get("row", ""), made("label", "", toggle, made("b", "", name)), made("p", "", line), link)
        )
    purposes = [
        made("div", names.get("purpose", ""), made("h3", "", title), made("p", "", text)) for title, text in PURPOSES
    ]
    head = [
        made("h2", "", "We value your privacy"),
        made(
            "p",
            "",
            "We and our 841 partners store and access information on your device, such as unique identifiers in "
            "cookies, and process personal data for the purposes below. You can accept, refuse, or choose one by one, "
            "and change your mind at any time with the button at the foot of each page.",
        ),
        made(
            "div",
            names.get("buttons", ""),
            *[made("button", "", text) for text in ("Accept all", "Reject all", "Save choices")],
        ),
    ]
    return made(
        "div", names.get("wall", ""), made("div", names.get("inner", ""), *head, *purposes, made("ul", "", *rows))
    )


PROMOTED = (
    (
        "Five ways to make a small flat look larger",
        "Light colours, tall shelves and one good mirror do more than a new wall "
        "ever could. Our stylist shows how she did it in nineteen square metres.",
    ),
    (
        "The autumn catalogue is here",
        "From wool rugs to oiled oak: four hundred new pieces for the darker months, with free "
        "delivery until the end of November.",
    ),
    (
        "How our chairs are made",
        "We went to see the three brothers in the hills who bend beech over steam as their "
        "grandfather did, and brought back pictures.",
    ),
    (
        "Win a weekend by the sea",
        "Tell us in fifty words what a home is for you, and spend two nights in a house that our "
        "readers chose as the finest of the coast.",
    ),
)
COMPANY = (
    "Hearth & Hollow was founded in 1987 by two sisters who could not find a lamp that they liked.",
    "Today it has forty shops in six countries and a workshop where four hundred people make what it sells.",
    "All prices are in euro and contain value added tax; delivery is free within the country from fifty euro on.",
    "Pictures show examples, and wood differs from piece to piece, so that no two tables are quite alike.",
    "The offers on this site are valid as long as stock lasts and cannot be joined with other discounts.",
    "Rated 4.7 out of 5 by eleven thousand customers who bought something during the last twelve months.",
    "Our gift cards are sold in every shop and can be used at the till as well as online for three years.",
    "The newsletter comes twice a month and tells of new pieces, of sales, and of open days in the workshop.",
)


def promoted() -> list[Node]:
    return [
        made(
            "div",
            "card",
            made("h3", "", made("a", "", title, href=f"/stories/{i}")),
            made("p", "", text),
            made("a", "", "Read more"),
        )
        for i, (title, text) in enumerate(PROMOTED)
    ]
