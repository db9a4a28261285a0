"""Under which names that belong to other things does a policy stand?"""

from __future__ import annotations

from benchmarks.housing.plot import Plot, sections, wrap
from benchmarks.housing.tree import made


def named_menu(plot: Plot) -> None:
    wrap(plot, "div", "main-menu sidebar-nav navigation dropdown", id="menu")


def named_consent(plot: Plot) -> None:
    wrap(plot, "div", "cookie-consent gdpr-notice cookie-banner", id="cookie-consent")


def named_share(plot: Plot) -> None:
    wrap(plot, "div", "social-share newsletter share-bar related", id="share")


def named_footer(plot: Plot) -> None:
    wrap(plot, "div", "footer-widgets footer modal popup", id="footer")


def named_ancestors(plot: Plot) -> None:
    """Every element around the policy is called as menus and footers are."""
    wrap(plot, "div", "wrapper")
    for number, one in enumerate(plot.ancestors()):
        names = (
            "navigation-drawer menu",
            "cookie-notice-active modal-open",
            "footer-sticky newsletter",
            "share social",
        )
        one.attributes["class"] = names[number % len(names)]


def named_sections(plot: Plot) -> None:
    """Every section has the name of something else, and headings are addressed by what they speak of."""
    names = (
        "share",
        "cookie-banner",
        "related-links",
        "newsletter",
        "contact-form",
        "menu-item",
        "promo",
        "footer-note",
    )
    made_ = [
        made("section", names[number % len(names)], *inside, id=f"{names[number % len(names)]}-{number}")
        for number, inside in enumerate(sections(plot))
        if inside
    ]
    plot.put(*made_)
