"""Which names and phrases give away what is no policy: consent dialogs, menus, footers?"""

from __future__ import annotations

import re


def _set(names: str) -> frozenset[str]:
    return frozenset(names.split())


# Containers that consent managers put into pages; their names are the products', not a site's.
CONSENT_MANAGER = re.compile(
    r"(?i)onetrust-(?:consent|banner|pc)-sdk|\bCybotCookiebotDialog|\bdidomi-(?:host|popup|notice)|"
    r"usercentrics-(?:root|cmp)|"
    r"\bcookie-law-info-bar|\bcli-(?:modal|popup)|\bcmplz-cookiebanner|iubenda-cs-(?:banner|"
    r"container)|\btermly-(?:styles|consent)|\bosano-cm-|"
    r"\btruste_|\btrustarc-banner|\bqc-cmp|\bsp_message_container|\baxeptio_|\bklaro\b|"
    r"\btarteaucitron(?:Root|AlertBig|Services)?\b|"
    r"\bcky-(?:consent|modal|overlay)|\bhs-eu-cookie|\bwt-cli-|\bmoove_gdpr|\bcivic-cookie|"
    r"\bBorlabsCookie(?:Box|Wrap)?\b|\bfs-cc-(?:banner|prefs|manager)"
)
CONSENT = re.compile(
    r"(?i)\bcc-(?:window|banner|revoke)\b|\bcookie-?(?:consent|banner|bar|popup|modal|dialog|overlay|"
    r"alert|law|message|notice)\b|"
    r"\bgdpr-?(?:banner|popup|modal|consent|notice)|\bconsent-?(?:banner|modal|popup|dialog|manager|overlay)"
)
FURNITURE_TAGS = frozenset(("nav", "header", "footer", "aside", "form", "dialog", "noscript", "search"))
FURNITURE_ROLES = _set(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tooltip"
)
WORD_OF_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
MENU_NAMES = _set(
    "nav navbar navigation menu menubar submenu megamenu dropdown footer breadcrumb breadcrumbs sidebar "
    "topbar navi sidenav subnav topnav pagination pager share sharing social newsletter subscribe skip "
    "skiplink"
)
ABOVE = _set("nav navbar navi navigation menu menubar megamenu header masthead topbar dropdown")
BELOW = _set("footer newsletter subscribe modal overlay popup popin register signup cta related promo")

YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d")
# What the last lines of policies speak of: how to reach somebody, and by what right.
REACHES_US = re.compile(
    r"(?i)@|contact|kontakt|contatt|address|adresse|dirección|indirizzo|endereço|write to|question|"
    r"request|respon|complain|"
    r"\bright|\blaw|court|droit|recht|derecho|diritt|direito|prawo|notice|apply|applies"
)
# The last line of a page, in all its forms: whose the page is, and how often somebody looked at it.
COLOPHON = re.compile(
    r"(?i)^\W*(?:copyright\b|\(c\)\s|\u00a9|(?:all rights|alle rechte|tous droits|todos los derechos|"
    r"tutti i diritti)\b|"
    r"(?:you are )?(?:our )?visitor(?: number|s)?\W|\d[\d.,]* (?:visitors|visits|hits)\b)"
)
# The heading of a list of contents, and links to the top of the page.
TO_TOP = re.compile(
    r"(?i)\W*(?:(?:back to|return to|go to) (?:the )?top|top of (?:the )?page|nach oben|zum seitenanfang|"
    r"(?:retour en )?haut de (?:la )?page|retour en haut|volver arriba|torna su|terug naar boven|"
    r"(?:in|on) this (?:article|page)|dans cet article|sur cette page|in diesem artikel|auf dieser seite)\W*$"
)
