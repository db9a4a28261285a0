"""Where in a page does a policy stand apart from what is shown?"""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.housing.plot import Plot
from benchmarks.housing.tree import Element, Node, made, written


def in_template(plot: Plot) -> None:
    plot.put(made("div", "", id="app"), made("template", "", *_without("template", plot.part), id="page"))


def in_shadow(plot: Plot) -> None:
    """In a shadow root that the page declares."""
    inside = made(
        "template",
        "",
        made("style", "", ":host{display:block}"),
        *_without("template", plot.part),
        shadowrootmode="open",
    )
    plot.put(made("legal-page", "", inside))


def in_noscript(plot: Plot) -> None:
    plot.put(made("div", "", made("div", "spinner"), id="root"), made("noscript", "", *_without("noscript", plot.part)))


def in_srcdoc(plot: Plot) -> None:
    inside = f"<!DOCTYPE html><html><head><title>Document</title></head><body>{written(plot.part)}</body></html>"
    plot.put(made("iframe", "", srcdoc=inside, sandbox="", width="100%"))


def in_textarea(plot: Plot) -> None:
    """A viewer takes its HTML out of a text field."""
    plot.put(made("div", "viewer"), made("textarea", "source", written(plot.part), hidden=None))


def _without(tag: str, part: Sequence[Node]) -> list[Node]:
    for node in part:
        for one in node.elements() if isinstance(node, Element) else ():
            one.children = [child for child in one.children if not (isinstance(child, Element) and child.tag == tag)]
    return [node for node in part if not (isinstance(node, Element) and node.tag == tag)]
