"""Pages of invented companies with links: text, address, and the kind of policy ("hub"; "" for none)."""

HOST = "https://www.lumora.example"

FOOTERS = {
    "en": [
        ("Privacy notice", "/en/privacy-notice", "privacy"),
        ("Your privacy rights", "/en/privacy-choices", ""),
        ("Terms & Conditions", "/en/terms", "terms"),
        ("Cookies", "/en/cookies", "cookies"),
        ("Terms of sale", "/en/terms-of-sale", "sales"),
        ("Accessibility", "/en/accessibility", "accessibility"),
        ("Acceptable use", "/en/aup", "acceptable-use"),
        ("Data Processing Addendum", "/en/dpa", "data-processing"),
        ("Community rules", "/en/community-rules", "community"),
        ("Copyright policy", "/en/dmca", "copyright"),
        ("Report a vulnerability", "/en/contact/security", ""),
        ("Careers", "/en/careers", ""),
        ("Site map", "/en/sitemap", "hub"),
        ("Legal", "/en/legal", "hub"),
    ],
    "de": [
        ("Impressum", "/impressum", "imprint"),
        ("Datenschutz", "/datenschutz", "privacy"),
        ("AGB", "/agb", "terms"),
        ("Cookie-Richtlinie", "/cookie-richtlinie", "cookies"),
        ("Widerrufsbelehrung", "/widerruf", ""),
        ("Nutzungsbedingungen", "/nutzungsbedingungen.html", "terms"),
        ("Barrierefreiheit", "/barrierefreiheit", "accessibility"),
        ("Hinweisgebersystem", "/hinweisgeber", ""),
        ("Datenschutzbeauftragter (m/w/d)", "/karriere/datenschutzbeauftragter", ""),
        ("Rechtliches", "/rechtliches", "hub"),
        ("Karriere", "/karriere", ""),
        ("Versand und Zahlung", "/versand", ""),
    ],
    "fr": [
        ("Mentions légales", "/mentions-legales", "imprint"),
        ("Politique de confidentialité", "/confidentialite", "privacy"),
        ("CGU", "/cgu", "terms"),
        ("CGV", "/cgv", "sales"),
        ("Politique de cookies", "/politique-cookies", "cookies"),
        ("Accessibilité : non conforme", "/accessibilite", "accessibility"),
        ("Nos engagements", "/engagements", ""),
        ("Plan du site", "/plan-du-site", "hub"),
        ("Recrutement", "/recrutement", ""),
        ("5 conseils pour protéger vos données personnelles en vacances", "/blog/donnees-personnelles-vacances", ""),
    ],
    "es": [
        ("Aviso legal", "/aviso-legal", "imprint"),
        ("Política de privacidad", "/politica-de-privacidad", "privacy"),
        ("Política de cookies", "/politica-de-cookies", "cookies"),
        ("Términos y condiciones", "/terminos-y-condiciones", "terms"),
        ("Condiciones de venta", "/condiciones-de-venta", "sales"),
        ("Accesibilidad", "/accesibilidad", "accessibility"),
        ("Canal de denuncias", "/canal-de-denuncias", ""),
        ("Trabaja con nosotros", "/empleo", ""),
        ("Mapa del sitio", "/mapa-del-sitio", "hub"),
        ("Recetas de cookies de avena", "/recetas/cookies-de-avena", ""),
    ],
    "it": [
        ("Informativa sulla privacy", "/informativa-privacy", "privacy"),
        ("Cookie policy", "/cookie-policy", "cookies"),
        ("Condizioni generali di vendita", "/condizioni-di-vendita", "sales"),
        ("Termini e condizioni", "/termini", "terms"),
        ("Note legali", "/note-legali", "imprint"),
        ("Dichiarazione di accessibilità", "/accessibilita", "accessibility"),
        ("Lavora con noi", "/lavora-con-noi", ""),
        ("Ricette: cookies al cioccolato", "/ricette/cookies", ""),
    ],
    "pt": [
        ("Política de privacidade", "/politica-de-privacidade", "privacy"),
        ("Termos de utilização", "/termos-de-utilizacao", "terms"),
        ("Política de cookies", "/politica-de-cookies", "cookies"),
        ("Condições gerais de venda", "/condicoes-de-venda", "sales"),
        ("Aviso legal", "/aviso-legal", "imprint"),
        ("Livro de reclamações", "https://www.livro.example.net/", ""),
        ("Carreiras", "/carreiras", ""),
    ],
    "nl": [
        ("Privacyverklaring", "/privacyverklaring", "privacy"),
        ("Algemene voorwaarden", "/algemene-voorwaarden", "terms"),
        ("Cookiebeleid", "/cookiebeleid", "cookies"),
        ("Verkoopvoorwaarden", "/verkoopvoorwaarden", "sales"),
        ("Toegankelijkheid", "/toegankelijkheid", "accessibility"),
        ("Colofon", "/colofon", "imprint"),
        ("Gedragscode", "/gedragscode", "community"),
        ("Werken bij", "/vacatures", ""),
    ],
    "pl": [
        ("Polityka prywatności", "/polityka-prywatnosci", "privacy"),
        ("Regulamin", "/regulamin", "terms"),
        ("Polityka plików cookies", "/polityka-cookies", "cookies"),
        ("Deklaracja dostępności", "/dostepnosc", "accessibility"),
        ("Zwroty i reklamacje", "/zwroty", ""),
        ("Kariera", "/kariera", ""),
        ("Mapa strony", "/mapa-strony", "hub"),
    ],
    "hr": [
        ("Pravila privatnosti", "/pravila-privatnosti", "privacy"),
        ("Uvjeti korištenja", "/uvjeti-koristenja", "terms"),
        ("Opći uvjeti poslovanja", "/opci-uvjeti", "terms"),
        ("Politika kolačića", "/kolacici", "cookies"),
        ("Zaštita osobnih podataka", "/zastita-osobnih-podataka", "privacy"),
        ("Impressum", "/impressum", "imprint"),
        ("Izjava o pristupačnosti", "/pristupacnost", "accessibility"),
        ("Posao", "/posao", ""),
    ],
    "cs": [
        ("Zásady ochrany osobních údajů", "/ochrana-osobnich-udaju", "privacy"),
        ("Obchodní podmínky", "/obchodni-podminky", "terms"),
        ("Zásady používání souborů cookie", "/cookies", "cookies"),
        ("Kontakt", "/kontakt", ""),
    ],
    "sv": [
        ("Integritetspolicy", "/integritetspolicy", "privacy"),
        ("Användarvillkor", "/anvandarvillkor", "terms"),
        ("Köpvillkor", "/kopvillkor", "sales"),
        ("Om cookies", "/om-cookies", "cookies"),
        ("Lediga jobb", "/jobb", ""),
    ],
    "da": [
        ("Privatlivspolitik", "/privatlivspolitik", "privacy"),
        ("Handelsbetingelser", "/handelsbetingelser", "sales"),
        ("Brugsbetingelser", "/brugsbetingelser", "terms"),
        ("Cookiepolitik", "/cookiepolitik", "cookies"),
        ("Kontakt os", "/kontakt", ""),
    ],
}

# What shops and papers have besides, in which words of policies stand.
NOT_POLICIES = [
    ('Privacy Screen Pro 15"', "/products/privacy-screen-pro"),
    ("Privacy glass for bathrooms", "/glass/privacy-glass"),
    ("Cookie recipes", "/recipes/cookies"),
    ("Chocolate chip cookies, 6 pack", "/shop/chocolate-chip-cookies"),
    ("What the new privacy law means for shops", "/blog/new-privacy-law"),
    ("How to write a privacy policy", "/blog/how-to-write-a-privacy-policy"),
    ("Privacy policy generator", "/tools/privacy-policy-generator"),
    ("Terms of service template", "/templates/terms-of-service"),
    ("Court fines shop over cookie banner", "/news/2024/05/court-fines-shop-over-cookie-banner"),
    ("Data protection officer (f/m/d)", "/jobs/data-protection-officer"),
    ("Long-term rentals", "/long-term-rentals"),
    ("Air conditioning", "/air-conditioning"),
    ("Weather conditions", "/weather-conditions"),
    ("Manage cookies", "#cookie-settings"),
    ("Trademark attorneys", "/services/trademark-attorneys"),
    ("Imprint your own mug", "/shop/imprint-your-mug"),
    ("Accessible bathrooms", "/bathrooms/accessible"),
    ("Delivery terms explained: a glossary", "/blog/delivery-terms"),
    ("Payment terms: pay in 30 days", "/business/pay-in-30-days"),
    ("Datenschutz-Schulung buchen", "/kurse/datenschutz-schulung"),
    ("Curso de protección de datos", "/cursos/proteccion-de-datos"),
    ("Formation RGPD", "/formations/rgpd"),
    ("Sichtschutz und Privatsphäre im Garten", "/garten/sichtschutz-privatsphaere"),
    ("Log in", "/login?next=/privacy"),
    ("Cookie", "/dogs/cookie"),
    ("Track your order", "/tracker"),
    ("GPS trackers", "/category/gps-trackers"),
    ("Activity trackers", "/c/activity-trackers"),
    ("Order tracking", "/tracking"),
]


def footer(links):
    items = "".join(f'<li><a href="{href}">{text}</a></li>' for text, href, *_ in links)
    return f'<footer><ul class="links">{items}</ul><p>© 2024 Lumora Prints Ltd.</p></footer>'


def home(language, links, *, others=()):
    """A home page: a menu, cards, and the links at its foot."""
    cards = "".join(f'<div class="card"><a href="{href}">{text}</a><p>Read more</p></div>' for text, href in others)
    return (
        f'<!doctype html><html lang="{language}"><head><title>Lumora</title><meta charset="utf-8"></head><body>'
        '<header><nav><a href="/">Lumora</a><a href="/lamps">Lamps</a><a href="/about">About</a></nav></header>'
        f"<main><h1>Lumora</h1>{cards}</main>{footer(links)}</body></html>"
    )
