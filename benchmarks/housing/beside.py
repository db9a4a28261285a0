"""What stands beside a policy: itself once more, a wall, a menu, promotions?"""

from __future__ import annotations

from benchmarks.housing import sayings
from benchmarks.housing.plot import Plot
from benchmarks.housing.tree import Element, Node, made, text_of


def twice_by_class(plot: Plot) -> None:
    again = [node.copied() if isinstance(node, Element) else node for node in plot.part]
    plot.put(made("div", "hidden lg:block", *plot.part), made("div", "block lg:hidden", *again))


def twice_hidden(plot: Plot) -> None:
    again = [node.copied() if isinstance(node, Element) else node for node in plot.part]
    plot.put(made("div", "mobile", *again, hidden=None, aria_hidden="true"), made("div", "desktop", *plot.part))


def twice_noscript(plot: Plot) -> None:
    again = [node.copied() if isinstance(node, Element) else node for node in plot.part]
    plot.put(made("div", "", *plot.part), made("noscript", "", *again))


_TELLING = {
    "wall": "cookie-consent-modal",
    "inner": "consent-dialog",
    "row": "vendor",
    "purpose": "purpose",
    "buttons": "consent-buttons",
}
_SILENT = {"wall": "css-1q2w3e", "inner": "css-0", "row": "css-9x8", "purpose": "sc-bdVaJa", "buttons": "css-7u"}


def below_named_wall(plot: Plot) -> None:
    plot.body.children.insert(0, sayings.wall(len(text_of(plot.part)) + 2000, _TELLING))
    _moved(plot, 1)


def below_silent_wall(plot: Plot) -> None:
    plot.body.children.insert(0, sayings.wall(len(text_of(plot.part)) + 2000, _SILENT))
    _moved(plot, 1)


def above_silent_wall(plot: Plot) -> None:
    plot.body.children.append(sayings.wall(len(text_of(plot.part)) + 2000, _SILENT))


def _moved(plot: Plot, by: int) -> None:
    if plot.above is plot.body:
        plot.start, plot.end = plot.start + by, plot.end + by


def below_menu(plot: Plot) -> None:
    links: list[Node] = [
        made("li", "", made("a", "", label, href=f"/c/{i}")) for i, label in enumerate(sayings.menu_labels(300))
    ]
    plot.body.children.insert(0, made("nav", "", made("ul", "", *links)))
    _moved(plot, 1)


def below_links(plot: Plot) -> None:
    """Three hundred links in plain divs, in the policy's own container."""
    links: list[Node] = [
        made("div", "x", made("a", "", label, href=f"/c/{i}")) for i, label in enumerate(sayings.menu_labels(300))
    ]
    plot.put(made("div", "", *links), made("div", "", *plot.part))


def above_promotions(plot: Plot) -> None:
    plot.put(*plot.part, made("div", "", made("h2", "", "Related articles"), *sayings.promoted()))


def above_prose_footer(plot: Plot) -> None:
    """A footer that tells the company's story in whole sentences."""
    said = [made("p", "", " ".join(sayings.COMPANY[i : i + 2])) for i in range(0, len(sayings.COMPANY), 2)]
    plot.body.children.append(made("footer", "", *said, made("p", "", "© 2026 Hearth & Hollow")))
