"""How do sites hide a policy until a script runs or somebody clicks?"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.housing.plot import HEADINGS, Plot, sections, wrap
from benchmarks.housing.tree import Element, Node, made


def hidden_attribute(plot: Plot) -> None:
    wrap(plot, "div", id="content", hidden=None)


def hidden_style(plot: Plot) -> None:
    wrap(plot, "div", style="display:none")


def hidden_class(plot: Plot) -> None:
    wrap(plot, "div", "legal d-none is-hidden")


def hidden_until_script(plot: Plot) -> None:
    wrap(plot, "div", "js-reveal invisible", style="visibility: hidden; opacity: 0", aria_hidden="true")
    plot.body.attributes["style"] = "opacity:0"


def accordion(plot: Plot) -> None:
    """Every section is a button and a panel that it opens."""
    _each_section(
        plot, lambda number, inside: made("div", "accordion-item", _button(number, inside), _panel(number, inside))
    )


def _button(number: int, inside: Sequence[Node]) -> Node:
    head = [node for node in inside[:1] if isinstance(node, Element) and node.tag in HEADINGS]
    return made(
        "div",
        "accordion-header",
        *[
            made(
                h.tag,
                "",
                made(
                    "button",
                    "accordion-button collapsed",
                    *h.children,
                    aria_expanded="false",
                    aria_controls=f"p{number}",
                ),
            )
            for h in head
        ],
    )


def _panel(number: int, inside: Sequence[Node]) -> Node:
    rest = inside[1:] if isinstance(inside[0], Element) and inside[0].tag in HEADINGS else inside
    return made("div", "accordion-panel collapse", *rest, id=f"p{number}", hidden=None, aria_hidden="true")


def details(plot: Plot) -> None:
    def folded(_: int, inside: Sequence[Node]) -> Node:
        if isinstance(inside[0], Element) and inside[0].tag in HEADINGS:
            return made("details", "", made("summary", "", inside[0]), *inside[1:])
        return made("div", "", *inside)

    _each_section(plot, folded)


def tabs(plot: Plot) -> None:
    """Every section is a tab; one of them is shown."""

    def tab(number: int, inside: Sequence[Node]) -> Node:
        shown: dict[str, str | None] = {} if number == 0 else {"hidden": None}
        return made("div", "tab-pane fade", *inside, role="tabpanel", **shown)

    _each_section(plot, tab)


def _each_section(plot: Plot, build: Callable[[int, Sequence[Node]], Node]) -> None:
    plot.put(*[build(number, inside) for number, inside in enumerate(sections(plot)) if inside])
