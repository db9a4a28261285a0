"""Inside what, which mostly holds no text, do sites put a policy?"""

from __future__ import annotations

from benchmarks.housing import sayings
from benchmarks.housing.plot import Plot, wrap
from benchmarks.housing.tree import made


def in_form(plot: Plot) -> None:
    """The whole page in one form, as ASP.NET writes it."""
    for one in plot.root.elements():
        if one.tag == "form":
            one.tag = "div"
    state = made("input", "", type="hidden", name="__VIEWSTATE", value="dDwtMTI3NTI2" * 40)
    inside = made(
        "form", "", made("div", "aspNetHidden", state), *plot.body.children, method="post", action="./", id="aspnetForm"
    )
    if plot.above is plot.body:
        plot.above = inside
        plot.start, plot.end = plot.start + 1, plot.end + 1
    plot.body.children = [inside]


def in_form_close(plot: Plot) -> None:
    """The policy alone in a form, with boxes to accept it at its end."""
    for one in plot.root.elements():
        if one.tag == "form":
            one.tag = "div"
    agree = made("label", "", made("input", "", type="checkbox", name="agree"), " I have read this")
    plot.put(
        made("form", "agree-form", *plot.part, agree, made("button", "", "Continue", type="submit"), method="post")
    )


def in_aside(plot: Plot) -> None:
    wrap(plot, "aside", "content")


def in_footer(plot: Plot) -> None:
    wrap(plot, "footer", "site-footer")


def in_header(plot: Plot) -> None:
    wrap(plot, "header", "hero")


def in_nav(plot: Plot) -> None:
    wrap(plot, "nav")


def in_dialog(plot: Plot) -> None:
    wrap(plot, "dialog", "modal", open=None)


def in_modal(plot: Plot) -> None:
    """As a route that opens over a page of products."""
    inner = made(
        "div", "modal-dialog", made("button", "close", "×", aria_label="Close"), made("div", "modal-body", *plot.part)
    )
    shop = made("main", "", *sayings.promoted())
    plot.put(shop, made("div", "modal fade", inner, role="dialog", aria_modal="true", tabindex="-1"))


def in_custom_elements(plot: Plot) -> None:
    """Every container of the page is an element that somebody defined."""
    for one in plot.root.elements():
        if one.tag in ("div", "section", "article", "main", "header", "footer", "nav", "aside"):
            one.tag = f"app-{one.tag}"
    wrap(plot, "app-legal-page", _nghost_x1="")
