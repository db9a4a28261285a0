"""How do invented companies lead to their policies: in the footer, in a menu, on a hub, in a sitemap alone, and so on?

`companies(host)` gives, for each company, the pages of its host; `EXPECTED` where its policies stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.surveying.texts import TEXTS


@dataclass(frozen=True)
class Reply:
    """What a host answers at a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "text/html; charset=utf-8"})


Pages = dict[str, Reply]
"""By path; "*" stands for every other."""


def policy(language: str, kind: str, name: str = "") -> str:
    """The text of a policy, as paragraphs under its title."""
    title, *sentences = TEXTS[language][kind]
    said = [f"<p>{sentence} {name}</p>" for sentence in (*sentences, *sentences[::-1])]
    return f"<h1>{title}</h1>" + "".join(said)


def html(language: str, title: str, body: str, *, nav: str = "", footer: str = "", head: str = "") -> Reply:
    said = f"<nav>{nav}</nav><main>{body}</main><footer>{footer}</footer>"
    page = f'<!doctype html><html lang="{language}"><head><title>{title}</title>{head}</head><body>{said}</body></html>'
    return Reply(page.encode())


def links(*pairs: tuple[str, str]) -> str:
    return " ".join(f'<a href="{address}">{text}</a>' for text, address in pairs)


def to(address: str, status: int = 301) -> Reply:
    return Reply(b"", status, {"location": address})


def xml(text: str) -> Reply:
    return Reply(text.encode(), 200, {"content-type": "application/xml"})


# ---------------------------------------------------------------- the companies

EXPECTED = {
    "larkmoor": {"privacy": "/privacy", "terms": "/terms", "cookies": "/cookies"},
    "holunder": {"privacy": "/datenschutz", "terms": "/agb", "imprint": "/impressum"},
    "brumeval": {"privacy": "/legal/donnees", "terms": "/legal/usage", "cookies": "/legal/temoins"},
    "romeral": {"privacy": "/empresa/politica-de-privacidad", "terms": "/empresa/terminos-y-condiciones"},
    "fontelce": {"privacy": "/informativa-privacy", "terms": "/condizioni"},
    "ribamar": {"privacy": "@juridico/ribamar/privacidade", "terms": "/termos"},
    "duinroos": {"privacy": "/documenten/privacyverklaring.pdf", "terms": "/voorwaarden"},
    "lipowka": {"privacy": "/dokumenty#prywatnosc", "terms": "/dokumenty#regulamin"},
    "morska": {"privacy": "/hr/privatnost", "terms": "/hr/uvjeti"},
}
"""Company -> kind -> where it stands; with @ at another host."""

LANGUAGES = dict(zip(EXPECTED, ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "hr"), strict=True))
NAMES = {
    "larkmoor": "Larkmoor Bakery",
    "holunder": "Holunder Werke",
    "brumeval": "Brumeval",
    "romeral": "Romeral Aceites",
    "fontelce": "Fontelce",
    "ribamar": "Ribamar",
    "duinroos": "Duinroos Fietsen",
    "lipowka": "Lipówka",
    "morska": "Morska Vila",
}


def companies(host: Callable[[str], str]) -> dict[str, Pages]:
    """Company, or @other host -> path -> reply. `host` gives the host of a company by its name."""
    return {
        "larkmoor": in_the_footer("larkmoor"),
        "holunder": in_the_menu("holunder"),
        "brumeval": on_a_hub("brumeval"),
        "romeral": in_the_sitemap("romeral", host("romeral")),
        "fontelce": by_a_script("fontelce"),
        "ribamar": elsewhere("ribamar", host("juridico")),
        "juridico": lawyers(),
        "duinroos": as_a_pdf("duinroos"),
        "lipowka": on_one_page("lipowka"),
        "morska": in_two_languages("morska"),
    }


def company_of(name: str) -> str:
    """The company after which one of many is called: "larkmoor" of "larkmoor-17"."""
    return name.partition("-")[0]


def front(name: str, *, nav: str = "", footer: str = "", head: str = "", more: str = "", language: str = "") -> Reply:
    company = NAMES[company_of(name)]
    welcome = f"<h1>{company}</h1><p>{company}, 1987 - 2026. {'Lorem ipsum dolor sit amet. ' * 6}</p>"
    return html(
        language or LANGUAGES[company_of(name)],
        NAMES[company_of(name)],
        welcome + more,
        nav=nav,
        footer=footer,
        head=head,
    )


def text_of(name: str, kind: str, language: str = "", **around: str) -> Reply:
    language = language or LANGUAGES[company_of(name)]
    title = f"{TEXTS[language][kind][0]} - {NAMES[company_of(name)]}"
    return html(language, title, policy(language, kind, NAMES[company_of(name)]), **around)


def in_the_footer(name: str) -> Pages:
    footer = links(("Privacy policy", "/privacy"), ("Terms and conditions", "/terms"), ("Cookie policy", "/cookies"))
    around = {"nav": links(("Home", "/"), ("Shop", "/shop"), ("About us", "/about")), "footer": footer}
    return {
        "/": front(name, **around),
        **{f"/{kind}": text_of(name, kind, **around) for kind in ("privacy", "terms", "cookies")},
    }


def in_the_menu(name: str) -> Pages:
    nav = links(
        ("Start", "/"),
        ("Laden", "/laden"),
        ("Datenschutz", "/datenschutz"),
        ("AGB", "/agb"),
        ("Impressum", "/impressum"),
    )
    return {
        "/": front(name, nav=nav),
        "/datenschutz": text_of(name, "privacy", nav=nav),
        "/agb": text_of(name, "terms", nav=nav),
        "/impressum": text_of(name, "imprint", nav=nav),
    }


def on_a_hub(name: str) -> Pages:
    footer = links(("Boutique", "/boutique"), ("Informations légales", "/legal"))
    listed = links(
        ("Politique de confidentialité", "/legal/donnees"),
        ("Conditions générales d'utilisation", "/legal/usage"),
        ("Politique relative aux cookies", "/legal/temoins"),
    )
    return {
        "/": front(name, footer=footer),
        "/legal": html(
            "fr",
            f"Informations légales - {NAMES[company_of(name)]}",
            f"<h1>Informations légales</h1>{listed}",
            footer=footer,
        ),
        "/legal/donnees": text_of(name, "privacy", footer=footer),
        "/legal/usage": text_of(name, "terms", footer=footer),
        "/legal/temoins": text_of(name, "cookies", footer=footer),
    }


def in_the_sitemap(name: str, host: str) -> Pages:
    """robots.txt names an index, the index a list, the list the policies; no page links to them."""
    base, path = f"http://{host}", "/empresa"
    pages = [f"{base}/aceite-{number}" for number in range(50)]
    pages += [f"{base}{path}/politica-de-privacidad", f"{base}{path}/terminos-y-condiciones"]
    listed = "".join(f"<url><loc>{page}</loc></url>" for page in pages)
    maps = "".join(f"<sitemap><loc>{base}/{one}.xml</loc></sitemap>" for one in ("products", "pages"))
    return {
        "/": front(name, nav=links(("Inicio", "/"), ("Aceites", "/aceite-1"))),
        "/robots.txt": Reply(f"User-agent: *\nAllow: /\nSitemap: {base}/maps.xml\n".encode(), 200, PLAIN_TEXT),
        "/maps.xml": xml(f"<sitemapindex>{maps}</sitemapindex>"),
        "/pages.xml": xml(f"<urlset>{listed}</urlset>"),
        "/products.xml": xml("<urlset></urlset>"),
        f"{path}/politica-de-privacidad": text_of(name, "privacy"),
        f"{path}/terminos-y-condiciones": text_of(name, "terms"),
    }


PLAIN_TEXT = {"content-type": "text/plain"}


def by_a_script(name: str) -> Pages:
    """The footer is written by a script once the page is there."""
    footer = links(("Informativa sulla privacy", "/informativa-privacy"), ("Termini e condizioni", "/condizioni"))
    made = footer.replace('"', '\\"')
    write = f'document.querySelector("footer").innerHTML = "{made}";'
    script = f'addEventListener("DOMContentLoaded", () => {{ {write} }});'
    return {
        "/": front(name, head='<script src="/footer.js"></script>'),
        "/footer.js": Reply(script.encode(), 200, {"content-type": "text/javascript"}),
        "/informativa-privacy": text_of(name, "privacy"),
        "/condizioni": text_of(name, "terms"),
    }


def elsewhere(name: str, other: str) -> Pages:
    """A redirect of its own leads to another host, which writes policies for several companies."""
    footer = links(("Política de privacidade", "/privacidade"), ("Termos e condições", "/termos"))
    return {
        "/": front(name, footer=footer),
        "/privacidade": to(f"http://{other}/ribamar/privacidade", 302),
        "/termos": text_of(name, "terms", footer=footer),
    }


def lawyers() -> Pages:
    own = links(("Privacy policy", "/privacy"), ("Terms of service", "/terms"))
    return {
        "/": html("en", "Juridico", "<h1>Juridico</h1><p>We write policies for others.</p>", footer=own),
        "/ribamar/privacidade": text_of("ribamar", "privacy", footer=own),
        "/privacy": html("en", "Privacy policy - Juridico", policy("en", "privacy", "Juridico"), footer=own),
        "/terms": html("en", "Terms - Juridico", policy("en", "terms", "Juridico"), footer=own),
    }


def as_a_pdf(name: str) -> Pages:
    footer = links(
        ("Privacyverklaring (pdf)", "/documenten/privacyverklaring.pdf"), ("Algemene voorwaarden", "/voorwaarden")
    )
    return {
        "/": front(name, footer=footer),
        "/documenten/privacyverklaring.pdf": Reply(printed("nl", "privacy"), 200, {"content-type": "application/pdf"}),
        "/voorwaarden": text_of(name, "terms", footer=footer),
    }


def printed(language: str, kind: str) -> bytes:
    """A policy as a PDF of one page."""
    title, *sentences = TEXTS[language][kind]
    shown = [b"BT /F1 18 Tf 60 780 Td (%s) Tj ET" % title.encode("cp1252")]
    for number, one in enumerate((*sentences, *sentences[::-1])):
        shown.append(b"BT /F1 10 Tf 60 %d Td (%s) Tj ET" % (740 - 22 * number, one.encode("cp1252")))
    content = b"\n".join(shown)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
    )
    out, places = b"%PDF-1.4\n", b""
    for number, written in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    tail = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + tail % (places, len(out))


def on_one_page(name: str) -> Pages:
    footer = links(("Polityka prywatności", "/dokumenty#prywatnosc"), ("Regulamin", "/dokumenty#regulamin"))
    body = (
        policy("pl", "terms", NAMES[company_of(name)]).replace("<h1>", '<h2 id="regulamin">').replace("</h1>", "</h2>")
    )
    body += (
        policy("pl", "privacy", NAMES[company_of(name)])
        .replace("<h1>", '<h2 id="prywatnosc">')
        .replace("</h1>", "</h2>")
    )
    return {
        "/": front(name, footer=footer),
        "/dokumenty": html("pl", f"Dokumenty - {NAMES[company_of(name)]}", f"<h1>Dokumenty</h1>{body}", footer=footer),
    }


def in_two_languages(name: str) -> Pages:
    """The front page chooses; each language has its own footer, and names the other as an alternate."""
    head = '<link rel="alternate" hreflang="hr" href="/hr/"><link rel="alternate" hreflang="en" href="/en/">'
    choice = links(("Hrvatski", "/hr/"), ("English", "/en/"))
    footers = {
        "hr": links(("Politika privatnosti", "/hr/privatnost"), ("Uvjeti korištenja", "/hr/uvjeti")),
        "en": links(("Privacy policy", "/en/privacy"), ("Terms of use", "/en/terms")),
    }
    return {
        "/": html("hr", NAMES[company_of(name)], f"<h1>{NAMES[company_of(name)]}</h1>{choice}", head=head),
        "/hr/": front(name, head=head, footer=footers["hr"], language="hr"),
        "/en/": front(name, head=head, footer=footers["en"], language="en"),
        "/hr/privatnost": text_of(
            name, "privacy", "hr", footer=footers["hr"], head=alternates("hr/privatnost", "en/privacy")
        ),
        "/en/privacy": text_of(
            name, "privacy", "en", footer=footers["en"], head=alternates("hr/privatnost", "en/privacy")
        ),
        "/hr/uvjeti": text_of(name, "terms", "hr", footer=footers["hr"], head=alternates("hr/uvjeti", "en/terms")),
        "/en/terms": text_of(name, "terms", "en", footer=footers["en"], head=alternates("hr/uvjeti", "en/terms")),
    }


def alternates(hr: str, en: str) -> str:
    return f'<link rel="alternate" hreflang="hr" href="/{hr}"><link rel="alternate" hreflang="en" href="/{en}">'
