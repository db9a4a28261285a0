"""By which words are policies named, kind by kind?

All words stand in plain form: lower case, no accents, one space between words (see `extract.links.words`).  A space
may be missing in what a pattern meets, since addresses write words together ("privacypolicy"), but not before a word
that may be any.
"""

from __future__ import annotations

import re

# Narrow kinds are looked for first: "terms of sale" are terms, too. "Ads terms" are a contract, "ads policies" say what
# may be advertised.
NARROW = {
    "data-processing": (
        "data process(?:ing|ors?) (?:and security )?(?:agreement|addendum|terms|annex|exhibit|amendment)s?"
        r"|(?:customer )?data protection (?:agreement|addendum)|customer data addendum|dpas?\b"
        r"|auftrags(?:daten)?verarbeitung\w*|avv\b"
        "|(?:accord|contrat|annexe|avenant|acte) (?:de|sur le|relatif au|sur la) (?:traitement"
        r"|sous traitance)(?: des? donnees)?|verwerkersovereenkomst\w*"
        "|(?:contrato|acuerdo|adenda) (?:de|sobre el|para el) (?:encargo|encargado|tratamiento"
        "|procesamiento)(?: de(?:l tratamiento)?)?(?: de)?(?: los)?(?: datos)?"
        "|(?:acordo|contrato|adendo) de (?:processamento|tratamento) (?:de )?dados"
        "|accordo (?:sul|per il|di) trattamento (?:dei )?dati"
        r"|(?:umowa )?powierzeni\w+(?: przetwarzania)?(?: danych)?|ugovor o obradi(?: podataka)?"
        r"|smlouva o zpracovani|personuppgiftsbitrade\w*|databehandler\w*|数据处理协议"
    ),
    "service-level": (
        r"service levels?(?: (?:agreement|objective|commitment|term)s?)?|sla\b"
        r"|(?:accord|engagement)s? (?:de|sur les?) niveaux? de service|acuerdo de nivel de servicio|servicelevel\w*"
    ),
    "law-enforcement": (
        "law enforcement"
        "|(?:government|authorit(?:y|ies)|police|subpoenas?)(?: (?:data|information|legal))? requests?"
        "|requests for (?:user )?(?:information|data) (?:by|from)|legal requests? (?:of|for) user data"
        "|(?:guidelines|requests?) (?:for|from) (?:legal|government)(?: process| requests?)?(?: (?:of"
        "|for) user (?:data|information))?|legal process|demandes? (?:emanant )?(?:des )?autorites"
        r"|autorites judiciaires|procedure judiciaire|strafverfolgungs\w*|fuerzas? (?:de seguridad|del orden)"
        r"|forze dell ordine|rechtshandhaving\w*"
    ),
    "disclosure": (
        r"vulnerability (?:\w+ )?policy|politique de divulgation|"
        r"(?:responsible|coordinated) (?:vulnerability )?disclosure|vulnerabilit\w* (?:disclosure|reporting)"
        r"|coordinated disclosure of security vulnerabilit\w+|disclosure of (?:security )?vulnerabilit\w+"
        "|divulgation (?:responsable|(?:coordonnee )?(?:de )?(?:vulnerabilites?|failles?))"
        "|divulgation des vulnerabilites"
    ),
    "deceased": "deceased (?:user|person|member)s?|memorialis?z?ation",
    "anti-corruption": ("anti (?:bribery|corruption)(?: and (?:anti )?(?:bribery|corruption))?|korruptionsbekampfung"),
    "whistleblower": (  # what is called so without more is the place to report
        r"whistle ?blow\w* (?:polic(?:y|ies)|procedure|guidelines?)|hinweisgeber(?:richtlinie|verfahrensordnung)\w*"
        r"|procedure (?:de )?(?:recueil des signalements|lanceurs? d alerte)|klokkenluidersregeling"
    ),
    "human-rights": r"human rights|modern slavery|menschenrecht\w*|droits humains|derechos humanos",
    "in-app": "in app purchases?|achats integres",
    "business-privacy": "(?:business|enterprise) privacy (?:policy|notice|statement)",
    "affiliate": (
        "(?:affiliates?|referral|ambassador)(?: (?:program(?:me|m)?|partner))? (?:terms|agreement|conditions"
        r"|policy|operating)|(?:terms|conditions|agreement)(?: \w+){0,4} affiliat\w+"
        r"|partnerprogramm\w* (?:agb|bedingungen)"
    ),
    "developer": (
        "(?:developers?|api|sdk|plugin|extension|app store)(?: (?:marketplace|platform|services?|partner"
        "|extension))? (?:terms|agreement|polic(?:y|ies)|conditions|licen[cs]e agreement)"
        r"|(?:terms|conditions)(?: \w+){0,5} (?:api|developers?|developpeurs?|desarrolladores|sviluppatori"
        r"|desenvolvedores)\b|(?:accord|politique|contrat|conditions) (?:des? )?developpeurs?"
        r"|entwickler(?:bedingungen|richtlinie\w*|vereinbarung)|api nutzungsbedingungen|ontwikkelaarsvoorwaarden"
    ),
    "data-controller": "(?:data|joint) controller (?:agreement|addendum|terms)",
    "complaints": ("complaints? (?:handling )?(?:policy|procedure)|beschwerdeverfahren|procedure de reclamation"),
    "platform-to-business": "platform to business|p2b",
    "ranking": "ranking (?:parameters|criteria|transparency)",
    "reviews": "(?:customer )?reviews? (?:guidelines?|polic(?:y|ies))",
    "live": r"live(?: ?stream\w*)? (?:guidelines?|polic(?:y|ies))",
    "monetisation": (
        r"(?:content )?moneti[sz]ation (?:polic(?:y|ies)|guidelines?|standards?)|partner monetization \w+"
    ),
    "buyers": "buyers? (?:agreement|terms|polic(?:y|ies)|conditions)",
    "quality": "quality (?:guidelines?|standards?)",
    "sellers": (
        "(?:sellers?|merchants?|vendors?|hosts?)(?: (?:services?|policy|user|program))? (?:terms|agreement"
        "|conditions|polic(?:y|ies))|verkauferbedingungen|conditions vendeurs?"
    ),
    "sales": (
        "(?:terms|conditions)(?: and conditions)? of (?:sales?|purchase|supply|delivery)"
        "|sales? (?:terms|conditions)|purchase (?:terms|conditions)"
        r"|conditions (?:generales )?(?:de |des |d )?(?:ventes?|achat)\w*|cgv\w?\b"
        "|(?:allgemeine )?(?:verkaufs|liefer|einkaufs)(?: und (?:liefer|zahlungs))?bedingungen"
        "|condizioni (?:generali )?di vendita|condiciones (?:generales )?de (?:la )?(?:venta|compra)"
        "|condicoes (?:gerais )?de (?:venda|compra)|(?:verkoop|leverings)voorwaarden|kop(?:e)?villkor|kjopsvilkar"
        r"|salgs(?:vilkar|betingelser)|handelsbetingelser|mesafeli satis \w+|特定商取引\w*"
    ),
    "commercial": (
        "(?:commercial|business|enterprise|corporate|teams?|professional|b2b|advertis(?:ing|ers?)|ads?|agency"
        "|organi[sz]ation|company|partners?|resellers?)(?: (?:services?|user|customers?|product|subscription|plan"
        "|master|cloud|program(?:me)?|use)){0,2} (?:terms|agreement|conditions)(?: and conditions)?(?: of (?:use"
        "|service))?"
        "|terms(?: of (?:use|service))? (?:for )?(?:teams?|business(?:es)?|enterprises?|commercial|b2b"
        "|organi[sz]ations|professionals|companies)"
        "|(?:master|main|framework)(?: (?:cloud|software|saas))? (?:services?|subscription|customer|purchase"
        r"|sales) (?:agreement|terms)|msa\b|accord cadre(?: de services?)?"
        "|conditions(?: generales)?(?: de services?| d utilisation)? (?:pour les )?entreprises"
    ),
    "advertising": (
        "(?:advertis(?:ing|er|ement)s?|ads?)(?: content)? (?:polic(?:y|ies)|guidelines?|standards?|rules)"
        "|werberichtlinien"
    ),
    "editorial": (
        "editorial (?:policy|guidelines?|standards?|charter|independence)|(?:charte|ligne) editoriale|redaktionsstatut"
    ),
    "acceptable-use": (
        "acceptable (?:use|usage)|responsible use|(?:use|usage) restrictions|restricted uses?"
        "|prohibited (?:items|products|business(?:es)?|practices)|politique d (?:utilisation|usage)(?! des?)"
        "|(?:prohibited|allowed|permitted|fair) (?:use|usage|uses|content|activit(?:y|ies)|conduct)"
        r"|(?<!data\s)(?:usage|use) (?:polic(?:y|ies)|guidelines?|rules)|utilisation acceptable|usage acceptable"
        r"|uso (?:aceptable|aceitavel|accettabile)|nutzungsrichtlinien?|(?:zulassige|akzeptable) nutzung|aup\b"
        "|gebruiksbeleid|aanvaardbaar gebruik|使用政策"
    ),
    "community": (
        r"communit(?:y|ies)(?: \w+)? (?:guidelines?|standards?|rules?|polic(?:y|ies)|code|principles|norms"
        r"|terms|values)"
        "|codes? of conduct|codes? of ethics"
        "|(?:safety|behaviou?r|conduct|discord|server|chat|posting|comment(?:s|ing)?|contribut(?:or|ion)s?"
        "|moderation|etiquette|civility) (?:polic(?:y|ies)|guidelines?|rules)"
        "|(?:code|charte) de (?:bonne )?conduite"
        r"|(?:regles|charte|principes|normes|standards) (?:de (?:la )?|de )?communaut\w+"
        "|(?:gemeinschafts|community ?)(?:richtlinien|standards|regeln)|verhaltenskodex|netiquette"
        "|(?:normas|reglas|directrices|pautas|diretrizes|regras|padroes) (?:de (?:la )?|da )?comuni(?:dad|dade"
        "|tarias|tarios)|(?:codigo|codice) (?:de|di) (?:conducta|condotta|conduta)"
        r"|(?:linee guida|regole) (?:della )?comm?unit\w+|(?:community ?|gemeenschaps)richtlijnen|huisregels"
        "|gedragscode|zasady spolecznosci|kodeks postepowania|pravila zajednice"
        "|content (?:guidelines?|standards?|rules|polic(?:y|ies))"
        "|(?:user|house|forum|participation|platform|creators?|players?|members?|guests?) (?:rules|guidelines"
        "|standards)|uppforandekod|社区(?:规范|准则|公约)"
    ),
    "copyright": (
        r"(?:copyrights?|intellectual property(?: rights)?|ip)(?: \w+)? (?:polic(?:y|ies)|claims?|notices?"
        "|infringement|complaints?|protection|dispute|guidelines?|agent)(?: take ?down)?(?: requests?)?"
        r"|(?:notice and )?procedures? for making claims of copyright(?: or)?(?: \w+){0,2} infringement|dmca\w*"
        r"|digital millennium copyright act|(?:notice and )?take ?down polic(?:y|ies)"
        r"|notice (?:and )?take ?down|copyrights?\b"
        r"|intellectual property|propriete intellectuelle|droits? d auteur|urheberrecht\w*|propiedad intelectual"
        r"|proprieta intellettuale|propriedade intelectual|auteursrecht\w*|praw\w* autorsk\w+|autorska prava"
        r"|direitos autorais|知识产权\w*|侵权投诉\w*|著作権"
    ),
    "brand": (
        "(?:trade ?marks?|brand|logos?)(?: and)?(?: (?:asset|resource|usage|use|and trademark)s?)? (?:polic(?:y|ies)"
        "|guidelines?|usage|use|guide|rules|terms|resources)|brand (?:kit|assets|resources|tool ?kit|book|identity)"
        r"|press kit|trademarks?\b|brand\b|markenrichtlinien|charte graphique"
    ),
    "accessibility": (
        r"(?:web|digital|site)? ?accessibilit(?:y|e|a)\w*(?: numerique| digitale)?"
        r"|(?:declaration de )?conformite rgaa|rgaa\b|(?:digitale )?barrierefreiheit\w*|accesibilidad"
        r"|acessibilidade|toegankelijkheid\w*|dostepnosci?\b|pristupacnost\w*|pristupnost\w*|tillganglighet\w*"
        r"|tilgaengelighed\w*|tilgjengelighet\w*|saavutettavuus\w*|akadalymentes\w*|προσβασιμοτητα\w*|a11y"
    ),
}
# Of the broad ones, which come after, the first in the text counts.
BROAD = {
    "cookies": (
        r"how (?:we|\w+) (?:use|uses) cookies?(?: and (?:similar|other|tracking) technologies)?|how cookies are used"
        "|(?:use|usage|utilisation) (?:of|des?|de) (?:les )?cookies?"
        "|(?:verwendung|einsatz) von cookies|utilizzo (?:dei|di) cookies?"
        "|cookies? and (?:similar|other|tracking) technologies"
        r"|cookies?|track(?:ers?|ing technolog(?:y|ies))\b|traceurs?|temoins de connexion|galletas"
        r"|ciasteczk\w*|kolacic\w*"
        r"|evaste\w*|kakor\w*|informasjonskapsl\w+|suti\w*\b(?= (?:szab|taj|kez))|cerez\w*|piskotk\w*|slapuk\w*"
        r"|kupsis\w*|sikdat\w*|бисквитк\w*"
        "|クッキー|쿠키|куки|файлы cookie"
    ),
    "privacy": (
        r"privac(?:y|ite|idad\w*|idade)|datenschutz|datensicherheit|privatsphare|confidentialit[ey]"
        "|(?:la )?vie privee"
        "|klauzula informacyjna|(?:la )?(?:protection|traitement|gestion)(?: et [a-z]+)? (?:de |des |de vos "
        "|des? mes )donnees(?: (?:a caractere )?personnelles?)?"
        "|(?:vos |mes |les )?donnees (?:a caractere )?personnelles?"
        "|(?:personal )?data (?:protection|privacy)(?: polic(?:y|ies))?|data (?:use )?polic(?:y|ies)|fair processing"
        "|utilisation (?:des |de vos )donnees"
        "|personal (?:data|information)(?: (?:processing|protection|collection))?"
        "|(?:proteccion|tratamiento) de (?:los )?datos(?: personales)?|datos personales"
        "|(?:protezione|trattamento) (?:dei )?dati(?: personali)?|dati personali|riservatezza"
        "|(?:protecao|tratamento) (?:de |dos )?dados(?: pessoais)?|dados pessoais|gegevensbescherming"
        r"|persoonsgegevens|privacybeleid|privacyverklaring|prywatnosc\w*|(?:ochron\w+ )?danych osobowych"
        r"|przetwarzani\w+ danych(?: osobowych)?|rodo\b|(?:zastita )?privatnost\w*|zastit\w+ (?:osobnih )?podataka"
        r"|osobn\w+ podat\w+|zasebnost\w*|varstv\w+ (?:osebnih )?podatkov"
        r"|podm(?:ink|ienk)\w+ ochrany (?:osobnich udaju|osobnych udajov)"
        r"|(?:ochran\w+ |zpracovani |zasady )?osobnich udaju|ochran\w+ (?:osobnich |osobnych )?udaj\w+"
        r"|osobnych udajov|(?:ochrana )?(?:soukrom|sukromi)\w*|integritets?|personuppgift(?:er|s)?|dataskydds?"
        r"|privatlivs?"
        r"|persondata|personoplysning(?:er|s)?|databeskyttelses?|personvern|tietosuoja|rekisteriselost\w*|yksityisyy\w*|adatvedel\w*"
        r"|adatkezel\w*|gizlilik|kisisel veri\w*|kvkk|confidentialitate\w*"
        r"|(?:prelucrarea )?datelor(?: cu caracter personal)?|gdpr|rgpd|dsgvo|lgpd|ccpa|конфиденциальн\w*"
        r"|персональных данных|персональних даних|конфіденціин\w*|поверителност|(?:защита на )?личните данни|απορρητου"
        r"|προσωπικων δεδομενων"
        r"|隐私\w*|隱私\w*|个人信息\w*|個人資料\w*|個人情報\w*"
        r"|プライバシ\w*|개인정보\w*|الخصوصية|פרטיות|privasi"
        r"|privaatsus\w*|privatum\w*|bao mat"
    ),
    "terms": (
        "(?:general |website |site |user |service |customer |platform |standard )?terms(?: and conditions"
        "| conditions)?(?: of (?:use|services?|usage|access|business|engagement|subscription"
        "|website use))?(?: and conditions)?"
        r"|(?:general |website |site )?conditions (?:of|for) (?:use|services?|access)"
        r"|term of (?:use|service)|t and cs?\b|t cs?\b|tos\b"
        r"|tou\b|tandcs?\b|eula\b"
        "|(?:end )?(?:users?|members?|membership|subscriptions?|subscribers?|services?|customers?|licen[cs]e"
        "|platform|website|site)(?: (?:services?|licen[cs]e))? (?:agreement|contract)"
        r"|legal (?:agreement|terms|conditions)"
        r"|(?:contrat|accord|charte) (?:d |de l )?utilisat\w+|contrat de services?|(?:general )?conditions\b"
        "|nutzungs(?:bedingungen|bestimmungen|vereinbarung|vertrag)"
        r"|(?:allgemeine )?gescha?e?fts(?: und (?:nutzungs|liefer))?bedingungen|agbs?\b"
        "|(?:teilnahme|vertrags|benutzungs)bedingungen"
        "|(?:les )?conditions (?:generales?|particulieres)(?: (?:d acces et )?(?:d |de l |de )?(?:utilisation"
        "|services?|usage|acces|abonnement|vente et d utilisation|prestations?(?: de services?)?))?"
        r"|conditions (?:d |de )(?:utilisation|usage|services?|acces)|cgu[sv]?\b|cgs\b|cgps\b"
        "|terminos(?: (?:y |de |del )(?:condiciones|uso|servicio|utilizacion))*(?: generales)?"
        "|condiciones(?: generales)?(?: (?:de |del )(?:uso|servicio|utilizacion|contratacion|acceso))?"
        "|termini(?: (?:e |di |del )(?:condizioni|utilizzo|uso|servizio))*"
        "|condizioni(?: generali)?(?: (?:di |d |del )(?:utilizzo|uso|servizio|contratto))?"
        "|termos(?: (?:e |de |do )(?:condicoes|uso|servicos?|utilizacao))*(?: gerais)?"
        "|condicoes(?: gerais)?(?: (?:de |do )(?:uso|utilizacao|servicos?))?"
        r"|(?:algemene |gebruiks|gebruikers|service|verkoop)?voorwaarden|gebruik(?:er)?sovereenkomst|regulamin\w*"
        r"|warunki(?: (?:korzystania|uzytkowania|swiadczenia)(?: \w+)?)?"
        "|(?:opci )?uvjeti(?: (?:koristenja|poslovanja|uporabe|kupnje))?|pravila koristenja"
        "|uslovi(?: (?:koriscenja|koristenja|poslovanja|upotrebe))?"
        "|zasady (?:korzystania|uzytkowania)"
        "|(?:splosni )?pogoji(?: (?:uporabe|poslovanja))?"
        r"|(?:vseobecne |obchodni )*podminky(?: (?:pouziti|uzivani|uziti|sluzby))?|vop\b"
        "|(?:vseobecne |obchodne )*podmienky(?: pouzivania)?|(?:anvandar|allmanna |medlems)?villkor"
        "|anvandningsvillkor|(?:brugs|forretnings|bruger)?(?:betingelser|vilkar)|(?:bruker)?vilkar"
        r"|(?:kaytto|sopimus|toimitus|tilaus)ehdot|yleiset ehdot|(?:felhasznalasi|szerzodesi) feltetelek|aszf\b"
        r"|termeni(?: si conditii)?"
        r"|conditii (?:de utilizare|generale)|naudojim\w+ (?:salygos|taisykles)|kasutustingimus\w*|lietosanas noteikumi"
        r"|kullanim \w+|(?:kullanici|uyelik) sozlesmesi|условия\w*|пользовательское соглашение|оферта"
        r"|правила (?:пользования|использования)|умови \w+|οροι(?: χρησης)?"
        r"|服务条款|服務條款|用户协议|使用者條款"
        r"|使用条款|服务协议|用户服务协议|利用(?:規約|条件)|이용약관"
        r"|서비스약관|شروط \w+|תנאי \w+|ข้อกำหนด|syarat(?: dan ketentuan)?"
    ),
    "imprint": (
        "imprint|impressum|notices? legales?|legal mentions|impresum|mentions? legales?(?: obligatoires)?"
        "|infos? legales?"
        "|informations? (?:legales?|juridiques)|aviso legal|informacion legal|informacao legal|note legali"
        "|informazioni legali|colofon|kolofon|legal notices?|legal disclosure|rechtliche (?:hinweise|angaben)"
        "|anbieterkennzeichnung|impresszum|jogi nyilatkozat|kunye|pravn[ao] obvestil[ao]"
        "|nota prawna|pravne napomene|pravne informacije|legal disclaimer|site notice"
    ),
    "community": (r"(?:rules|guidelines|regles|regeln|spielregeln|reglas|normas|regole|regras|zasady|pravila)\b"),
}
# Words for what policies are about, which are no names of policies by themselves.
TOPICAL = frozenset(
    (
        *("privacy", "cookies", "copyright", "brand", "human-rights", "deceased", "whistleblower"),
        *("anti-corruption", "imprint"),
    )
)
# What hardly names a policy where it stands alone.
HALF_SAID = re.compile(r"cookie|track\w+|brand|gdpr|rgpd|dsgvo|lgpd|ccpa|rodo|kvkk")


def compiled(patterns: str) -> str:
    """The pattern of an expression for plain words, of which spaces may be missing."""
    joined = patterns.replace(" ?", " ").replace(" ", " ?").replace(r" ?\w+", r" \w+").replace(" ?[a-z]+", " [a-z]+")
    return rf"(?<![a-z0-9])(?:{joined})"


def by_kind(kinds: dict[str, str]) -> re.Pattern[str]:
    """One pattern, whose groups are named after the kinds."""
    return re.compile("|".join(f"(?P<{kind.replace('-', '_')}>{compiled(words)})" for kind, words in kinds.items()))
