"""Whose policies do discovery's tests look for? Companies that do not exist, in nine languages, each in its own way.

`companies(hosts)` gives, for each company, the pages of its host. What they say of themselves is in `EXPECTED`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

TEXTS = {
    "en": {
        "privacy": (
            "Privacy policy",
            "This privacy policy says which personal data we collect, what we use it for and with whom we share it.",
            "We collect your name, your address and your e-mail address when you place an order with us.",
            "We process personal data to perform our contract with you and where the law obliges us to.",
            "We keep your data for as long as we need it and delete it after ten years at the latest.",
            "You have the right to access, correct and delete your personal data, and to object to its processing.",
            "If you have questions about data protection, please write to our data protection officer.",
        ),
        "terms": (
            "Terms and conditions",
            "These terms and conditions apply to every contract between you and us. By ordering you accept them.",
            "You must be at least eighteen years old to use the service, and you are liable for your account.",
            "Prices include value added tax. Payment is due within fourteen days after delivery.",
            "We are liable without limit for intent and gross negligence, otherwise only as the law demands.",
            "We may change these terms. The law of the country in which we have our seat applies.",
        ),
        "cookies": (
            "Cookie policy",
            "This cookie policy says which cookies our website uses and how you can refuse them.",
            "A cookie is a small file that your browser stores. Necessary cookies keep your basket together.",
            "With your consent we use analytics cookies, which count visits. You can withdraw consent at any time.",
        ),
    },
    "de": {
        "privacy": (
            "Datenschutzerklärung",
            "Diese Datenschutzerklärung sagt Ihnen, welche personenbezogenen Daten wir erheben und wofür.",
            "Wir verarbeiten Ihren Namen, Ihre Anschrift und Ihre E-Mail-Adresse, wenn Sie bei uns bestellen.",
            "Rechtsgrundlage der Verarbeitung ist der Vertrag mit Ihnen nach Art. 6 Abs. 1 lit. b DSGVO.",
            "Wir speichern personenbezogene Daten nur so lange, wie es erforderlich ist, und löschen sie danach.",
            "Sie haben das Recht auf Auskunft, Berichtigung und Löschung Ihrer personenbezogenen Daten.",
            "Bei Fragen zum Datenschutz wenden Sie sich bitte an unseren Datenschutzbeauftragten.",
        ),
        "terms": (
            "Allgemeine Geschäftsbedingungen",
            "Diese Allgemeinen Geschäftsbedingungen gelten für alle Verträge zwischen Ihnen und uns.",
            "Der Vertrag kommt zustande, wenn wir Ihre Bestellung annehmen. Alle Preise enthalten die Umsatzsteuer.",
            "Die Zahlung ist innerhalb von vierzehn Tagen fällig. Die Ware bleibt bis dahin unser Eigentum.",
            "Wir haften unbeschränkt für Vorsatz und grobe Fahrlässigkeit, im Übrigen nur nach dem Gesetz.",
            "Es gilt deutsches Recht. Gerichtsstand ist unser Sitz, soweit das Gesetz es zulässt.",
        ),
        "imprint": (
            "Impressum",
            "Angaben gemäß § 5 DDG",
            "Holunder Werke GmbH, Birkenweg 4, 12345 Musterstadt",
            "Vertreten durch die Geschäftsführerin Rosa Tann",
            "Telefon: +49 30 1234567, E-Mail: post@holunder.example",
            "Registergericht: Amtsgericht Musterstadt, HRB 4711. Umsatzsteuer-ID: DE123456789",
        ),
    },
    "fr": {
        "privacy": (
            "Politique de confidentialité",
            "Cette politique de confidentialité explique quelles données personnelles nous collectons et pourquoi.",
            "Nous collectons votre nom, votre adresse et votre adresse électronique lorsque vous commandez.",
            "Le traitement de vos données à caractère personnel repose sur le contrat conclu avec vous.",
            "Nous conservons vos données personnelles pendant trois ans, puis nous les supprimons.",
            "Vous disposez d'un droit d'accès, de rectification et d'effacement de vos données personnelles.",
            "Pour toute question, écrivez à notre délégué à la protection des données.",
        ),
        "terms": (
            "Conditions générales d'utilisation",
            "Les présentes conditions générales d'utilisation s'appliquent à tout contrat entre vous et nous.",
            "En utilisant le service, vous acceptez ces conditions. Vous êtes responsable de votre compte.",
            "Les prix comprennent la taxe sur la valeur ajoutée. Le paiement est dû sous quatorze jours.",
            "Notre responsabilité est limitée aux cas prévus par la loi. Le droit français est applicable.",
            "Nous pouvons modifier ces conditions; la nouvelle version est publiée sur cette page.",
        ),
        "cookies": (
            "Politique relative aux cookies",
            "Cette page explique quels cookies notre site utilise et comment vous pouvez les refuser.",
            "Un cookie est un petit fichier que votre navigateur enregistre. Certains cookies sont nécessaires.",
            "Avec votre consentement, nous utilisons des cookies de mesure d'audience.",
        ),
    },
    "es": {
        "privacy": (
            "Política de privacidad",
            "Esta política de privacidad explica qué datos personales recogemos y para qué los tratamos.",
            "Recogemos su nombre, su dirección y su correo electrónico cuando hace un pedido.",
            "Tratamos sus datos personales para cumplir el contrato y las obligaciones legales.",
            "Conservamos los datos personales durante cinco años y después los suprimimos.",
            "Usted tiene derecho de acceso, rectificación y supresión de sus datos personales.",
            "Si tiene preguntas sobre la protección de datos, escriba a nuestro delegado.",
        ),
        "terms": (
            "Términos y condiciones",
            "Estos términos y condiciones se aplican a todo contrato entre usted y nosotros.",
            "Al utilizar el servicio usted acepta estas condiciones y responde de su cuenta.",
            "Los precios incluyen el impuesto sobre el valor añadido. El pago vence a los catorce días.",
            "Nuestra responsabilidad se limita a lo que exige la ley. Se aplica el derecho español.",
            "Podemos modificar estos términos y publicaremos la nueva versión en esta página.",
        ),
    },
    "it": {
        "privacy": (
            "Informativa sulla privacy",
            "Questa informativa sulla privacy spiega quali dati personali raccogliamo e per quali finalità.",
            "Raccogliamo il suo nome, il suo indirizzo e la sua posta elettronica quando effettua un ordine.",
            "Il trattamento dei dati personali si fonda sul contratto e sugli obblighi di legge.",
            "Conserviamo i dati personali per dieci anni e poi li cancelliamo.",
            "L'interessato ha il diritto di accesso, rettifica e cancellazione dei propri dati personali.",
            "Per domande sulla protezione dei dati scriva al titolare del trattamento.",
        ),
        "terms": (
            "Termini e condizioni",
            "I presenti termini e condizioni si applicano a ogni contratto tra lei e noi.",
            "Utilizzando il servizio lei accetta queste condizioni ed è responsabile del suo account.",
            "I prezzi comprendono l'imposta sul valore aggiunto. Il pagamento scade dopo quattordici giorni.",
            "La nostra responsabilità è limitata ai casi previsti dalla legge. Si applica il diritto italiano.",
            "Possiamo modificare questi termini e pubblichiamo la nuova versione in questa pagina.",
        ),
    },
    "pt": {
        "privacy": (
            "Política de privacidade",
            "Esta política de privacidade explica quais dados pessoais recolhemos e para que os tratamos.",
            "Recolhemos o seu nome, a sua morada e o seu endereço de correio eletrónico quando faz um pedido.",
            "Tratamos os seus dados pessoais para cumprir o contrato e as obrigações legais.",
            "Conservamos os dados pessoais durante cinco anos e depois eliminamo-los.",
            "O titular tem o direito de acesso, retificação e eliminação dos seus dados pessoais.",
            "Se tiver perguntas sobre a proteção de dados, escreva ao nosso encarregado.",
        ),
        "terms": (
            "Termos e condições",
            "Estes termos e condições aplicam-se a todos os contratos entre si e nós.",
            "Ao utilizar o serviço, aceita estas condições e é responsável pela sua conta.",
            "Os preços incluem o imposto sobre o valor acrescentado. O pagamento vence em catorze dias.",
            "A nossa responsabilidade limita-se ao que a lei exige. Aplica-se a lei portuguesa.",
            "Podemos alterar estes termos e publicamos a nova versão nesta página.",
        ),
    },
    "nl": {
        "privacy": (
            "Privacyverklaring",
            "Deze privacyverklaring legt uit welke persoonsgegevens wij verzamelen en waarvoor.",
            "Wij verzamelen uw naam, uw adres en uw e-mailadres wanneer u een bestelling plaatst.",
            "Wij verwerken persoonsgegevens om de overeenkomst uit te voeren en de wet na te leven.",
            "Wij bewaren persoonsgegevens niet langer dan nodig en verwijderen ze na zeven jaar.",
            "U heeft het recht op inzage, correctie en verwijdering van uw persoonsgegevens.",
            "Heeft u vragen over gegevensbescherming, schrijf dan aan onze functionaris.",
        ),
        "terms": (
            "Algemene voorwaarden",
            "Deze algemene voorwaarden zijn van toepassing op elke overeenkomst tussen u en ons.",
            "Door de dienst te gebruiken aanvaardt u deze voorwaarden en bent u verantwoordelijk voor uw account.",
            "De prijzen zijn inclusief btw. Betaling is verschuldigd binnen veertien dagen.",
            "Onze aansprakelijkheid is beperkt tot wat de wet vereist. Nederlands recht is van toepassing.",
            "Wij kunnen deze voorwaarden wijzigen en publiceren de nieuwe versie op deze pagina.",
        ),
    },
    "pl": {
        "privacy": (
            "Polityka prywatności",
            "Niniejsza polityka prywatności wyjaśnia, jakie dane osobowe zbieramy i w jakim celu.",
            "Zbieramy imię i nazwisko, adres oraz adres e-mail, gdy składają Państwo zamówienie.",
            "Przetwarzamy dane osobowe w celu wykonania umowy oraz obowiązków wynikających z prawa.",
            "Przechowujemy dane osobowe przez pięć lat, a następnie je usuwamy.",
            "Mają Państwo prawo dostępu do danych osobowych, ich sprostowania oraz usunięcia.",
            "W sprawach ochrony danych osobowych prosimy pisać do naszego inspektora.",
        ),
        "terms": (
            "Regulamin",
            "Niniejszy regulamin określa zasady korzystania z serwisu i obowiązuje każdego użytkownika.",
            "Korzystając z usługi, użytkownik akceptuje regulamin i odpowiada za swoje konto.",
            "Ceny zawierają podatek od towarów i usług. Zapłata następuje w terminie czternastu dni.",
            "Odpowiedzialność usługodawcy jest ograniczona do przypadków przewidzianych przez prawo.",
            "Możemy zmienić regulamin; nowa wersja zostanie opublikowana na tej stronie.",
        ),
    },
    "hr": {
        "privacy": (
            "Politika privatnosti",
            "Ova politika privatnosti objašnjava koje osobne podatke prikupljamo i u koje svrhe.",
            "Prikupljamo vaše ime, adresu i adresu e-pošte kada naručite naše proizvode.",
            "Osobne podatke obrađujemo radi izvršenja ugovora i zakonskih obveza.",
            "Osobne podatke čuvamo pet godina, a zatim ih brišemo.",
            "Imate pravo na pristup, ispravak i brisanje svojih osobnih podataka.",
            "Za pitanja o zaštiti osobnih podataka pišite našem službeniku za zaštitu podataka.",
        ),
        "terms": (
            "Uvjeti korištenja",
            "Ovi uvjeti korištenja primjenjuju se na svaki ugovor između vas i nas.",
            "Korištenjem usluge prihvaćate ove uvjete i odgovorni ste za svoj korisnički račun.",
            "Cijene uključuju porez na dodanu vrijednost. Plaćanje dospijeva u roku od četrnaest dana.",
            "Naša odgovornost ograničena je na slučajeve predviđene zakonom. Primjenjuje se hrvatsko pravo.",
            "Možemo izmijeniti ove uvjete i objaviti novu verziju na ovoj stranici.",
        ),
    },
}
"""Language -> kind -> title and sentences."""


@dataclass(frozen=True)
class Reply:
    """What a host answers at a path."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"content-type": "text/html; charset=utf-8"})


def policy(language, kind, name=""):
    """The text of a policy, as paragraphs under its title."""
    title, *sentences = TEXTS[language][kind]
    said = [f"<p>{sentence} {name}</p>" for sentence in (*sentences, *sentences[::-1])]
    return f"<h1>{title}</h1>" + "".join(said)


def html(language, title, body, *, nav="", footer="", head=""):
    said = f"<nav>{nav}</nav><main>{body}</main><footer>{footer}</footer>"
    page = f'<!doctype html><html lang="{language}"><head><title>{title}</title>{head}</head><body>{said}</body></html>'
    return Reply(page.encode())


def links(*pairs):
    return " ".join(f'<a href="{address}">{text}</a>' for text, address in pairs)


def to(address, status=301):
    return Reply(b"", status, {"location": address})


def xml(text):
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


def companies(host):
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


def front(name, *, nav="", footer="", head="", more="", language=""):
    welcome = (
        f"<h1>{NAMES[name]}</h1><p>{NAMES[name]}, 1987 - 2026. {' '.join(['Lorem ipsum dolor sit amet.'] * 6)}</p>"
    )
    return html(language or LANGUAGES[name], NAMES[name], welcome + more, nav=nav, footer=footer, head=head)


def text_of(name, kind, language="", **around):
    language = language or LANGUAGES[name]
    title = f"{TEXTS[language][kind][0]} - {NAMES[name]}"
    return html(language, title, policy(language, kind, NAMES[name]), **around)


def in_the_footer(name):
    footer = links(("Privacy policy", "/privacy"), ("Terms and conditions", "/terms"), ("Cookie policy", "/cookies"))
    around = {"nav": links(("Home", "/"), ("Shop", "/shop"), ("About us", "/about")), "footer": footer}
    return {
        "/": front(name, **around),
        **{f"/{kind}": text_of(name, kind, **around) for kind in ("privacy", "terms", "cookies")},
    }


def in_the_menu(name):
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


def on_a_hub(name):
    footer = links(("Boutique", "/boutique"), ("Informations légales", "/legal"))
    listed = links(
        ("Politique de confidentialité", "/legal/donnees"),
        ("Conditions générales d'utilisation", "/legal/usage"),
        ("Politique relative aux cookies", "/legal/temoins"),
    )
    return {
        "/": front(name, footer=footer),
        "/legal": html(
            "fr", f"Informations légales - {NAMES[name]}", f"<h1>Informations légales</h1>{listed}", footer=footer
        ),
        "/legal/donnees": text_of(name, "privacy", footer=footer),
        "/legal/usage": text_of(name, "terms", footer=footer),
        "/legal/temoins": text_of(name, "cookies", footer=footer),
    }


def in_the_sitemap(name, host):
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


def by_a_script(name):
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


def elsewhere(name, other):
    """A redirect of its own leads to another host, which writes policies for several companies."""
    footer = links(("Política de privacidade", "/privacidade"), ("Termos e condições", "/termos"))
    return {
        "/": front(name, footer=footer),
        "/privacidade": to(f"http://{other}/ribamar/privacidade", 302),
        "/termos": text_of(name, "terms", footer=footer),
    }


def lawyers():
    own = links(("Privacy policy", "/privacy"), ("Terms of service", "/terms"))
    return {
        "/": html("en", "Juridico", "<h1>Juridico</h1><p>We write policies for others.</p>", footer=own),
        "/ribamar/privacidade": text_of("ribamar", "privacy", footer=own),
        "/privacy": html("en", "Privacy policy - Juridico", policy("en", "privacy", "Juridico"), footer=own),
        "/terms": html("en", "Terms - Juridico", policy("en", "terms", "Juridico"), footer=own),
    }


def as_a_pdf(name):
    footer = links(
        ("Privacyverklaring (pdf)", "/documenten/privacyverklaring.pdf"), ("Algemene voorwaarden", "/voorwaarden")
    )
    return {
        "/": front(name, footer=footer),
        "/documenten/privacyverklaring.pdf": Reply(printed("nl", "privacy"), 200, {"content-type": "application/pdf"}),
        "/voorwaarden": text_of(name, "terms", footer=footer),
    }


def printed(language, kind):
    """A policy as a PDF of one page."""
    from tests.test_extract_pdf import Text, document

    title, *sentences = TEXTS[language][kind]
    lines = [Text(title, 60, 780, 18, bold=True)]
    lines += [Text(one, 60, 740 - 22 * number) for number, one in enumerate((*sentences, *sentences[::-1]))]
    return document(lines)


def on_one_page(name):
    footer = links(("Polityka prywatności", "/dokumenty#prywatnosc"), ("Regulamin", "/dokumenty#regulamin"))
    body = policy("pl", "terms", NAMES[name]).replace("<h1>", '<h2 id="regulamin">').replace("</h1>", "</h2>")
    body += policy("pl", "privacy", NAMES[name]).replace("<h1>", '<h2 id="prywatnosc">').replace("</h1>", "</h2>")
    return {
        "/": front(name, footer=footer),
        "/dokumenty": html("pl", f"Dokumenty - {NAMES[name]}", f"<h1>Dokumenty</h1>{body}", footer=footer),
    }


def in_two_languages(name):
    """The front page chooses; each language has its own footer, and names the other as an alternate."""
    head = '<link rel="alternate" hreflang="hr" href="/hr/"><link rel="alternate" hreflang="en" href="/en/">'
    choice = links(("Hrvatski", "/hr/"), ("English", "/en/"))
    footers = {
        "hr": links(("Politika privatnosti", "/hr/privatnost"), ("Uvjeti korištenja", "/hr/uvjeti")),
        "en": links(("Privacy policy", "/en/privacy"), ("Terms of use", "/en/terms")),
    }
    return {
        "/": html("hr", NAMES[name], f"<h1>{NAMES[name]}</h1>{choice}", head=head),
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


def alternates(hr, en):
    return f'<link rel="alternate" hreflang="hr" href="/{hr}"><link rel="alternate" hreflang="en" href="/{en}">'
