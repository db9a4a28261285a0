"""By which words do links and addresses name a policy, and of which kind?

All words stand in plain form: lower case, no accents, one space between words (see `extract.links.words`).  A space
in a pattern may be missing in what it meets, since addresses write words together: "privacypolicy".
"""

from __future__ import annotations

import re

from extract.vocabulary import listed

# Narrow kinds first: "terms of sale" are terms, too. Of the broad ones, which stand last, the first in the text counts.
NARROW = {
    "data-processing": r"data process(?:ing|ors?) (?:and security )?(?:agreement|addendum|terms|annex|exhibit|amendment)s?"
    r"|(?:customer )?data protection (?:agreement|addendum)|customer data addendum|dpas?\b|auftrags(?:daten)?verarbeitung\w*"
    r"|avv\b|(?:accord|contrat|annexe|avenant|acte) (?:de|sur le|relatif au|sur la) (?:traitement|sous traitance)(?: des? donnees)?"
    r"|verwerkersovereenkomst\w*|(?:contrato|acuerdo|adenda) (?:de|sobre el|para el) (?:encargo|encargado|tratamiento|procesamiento)"
    r"(?: de(?:l tratamiento)?)?(?: de)?(?: los)?(?: datos)?|(?:acordo|contrato|adendo) de (?:processamento|tratamento) (?:de )?dados"
    r"|accordo (?:sul|per il|di) trattamento (?:dei )?dati|(?:umowa )?powierzeni\w+(?: przetwarzania)?(?: danych)?"
    r"|ugovor o obradi(?: podataka)?|smlouva o zpracovani|personuppgiftsbitrade\w*|databehandler\w*|数据处理协议",
    "service-level": r"service levels?(?: (?:agreement|objective|commitment|term)s?)?|sla\b|(?:accord|engagement)s? (?:de|sur les?) "
    r"niveaux? de service|acuerdo de nivel de servicio|servicelevel\w*",
    "law-enforcement": r"law enforcement|(?:government|authorit(?:y|ies)|police|subpoenas?)(?: (?:data|information|legal))? requests?|requests for (?:user )?(?:information|data) (?:by|from)|subpoenas?|legal requests? (?:of|for) user data|(?:guidelines|requests?) (?:for|from) (?:legal|government)"
    r"(?: process| requests?)?(?: (?:of|for) user (?:data|information))?|legal process|demandes? (?:emanant )?(?:des )?autorites|autorites judiciaires|procedure judiciaire"
    r"|strafverfolgungs\w*|fuerzas? (?:de seguridad|del orden)|forze dell ordine|rechtshandhaving\w*",
    "disclosure": r"(?:responsible|coordinated) (?:vulnerability )?disclosure|vulnerabilit\w* (?:disclosure|reporting)"
    r"|coordinated disclosure of security vulnerabilit\w+|disclosure of (?:security )?vulnerabilit\w+"
    r"|divulgation (?:responsable|(?:coordonnee )?(?:de )?(?:vulnerabilites?|failles?))|divulgation des vulnerabilites",
    "deceased": r"deceased (?:user|person|member)s?|memorialis?z?ation",
    "anti-corruption": r"anti (?:bribery|corruption)(?: and (?:anti )?(?:bribery|corruption))?|korruptionsbekampfung",
    "whistleblower": r"whistle ?blow\w*|hinweisgeber\w*|lanceurs? d alerte|canal (?:de denuncias?|etico)|klokkenluider\w*"
    r"|visselblas\w*|sygnalis\w+|zvizdac\w*",
    "human-rights": r"human rights|menschenrecht\w*|droits humains|derechos humanos",
    "in-app": r"in app purchases?|achats integres",
    "business-privacy": r"(?:business|enterprise) privacy (?:policy|notice|statement)",
    "affiliate": r"(?:affiliates?|referral|ambassador)(?: (?:program(?:me|m)?|partner))? (?:terms|agreement|conditions|policy|operating)"
    r"|(?:terms|conditions|agreement)(?: \w+){0,4} affiliat\w+|partnerprogramm\w* (?:agb|bedingungen)",
    "developer": r"(?:developers?|api|sdk|plugin|extension|app store)(?: (?:marketplace|platform|services?|partner|extension))?"
    r" (?:terms|agreement|polic(?:y|ies)|conditions|licen[cs]e agreement)"
    r"|(?:terms|conditions)(?: \w+){0,5} (?:api|developers?|developpeurs?|desarrolladores|sviluppatori|desenvolvedores)\b"
    r"|(?:accord|politique|contrat|conditions) (?:des? )?developpeurs?|entwickler(?:bedingungen|richtlinie\w*|vereinbarung)"
    r"|api nutzungsbedingungen|ontwikkelaarsvoorwaarden",
    "data-controller": r"(?:data|joint) controller (?:agreement|addendum|terms)",
    "complaints": r"complaints? (?:handling )?(?:policy|procedure)|beschwerdeverfahren|procedure de reclamation",
    "platform-to-business": r"platform to business|p2b",
    "ranking": r"ranking (?:parameters|criteria|transparency)",
    "reviews": r"(?:customer )?reviews? (?:guidelines?|polic(?:y|ies))",
    "live": r"live(?: ?stream\w*)? (?:guidelines?|polic(?:y|ies))",
    "monetisation": r"(?:content )?moneti[sz]ation (?:polic(?:y|ies)|guidelines?|standards?)|partner monetization \w+",
    "buyers": r"buyers? (?:agreement|terms|polic(?:y|ies)|conditions)",
    "quality": r"quality (?:guidelines?|standards?)",
    "sellers": r"(?:sellers?|merchants?|vendors?|hosts?)(?: (?:services?|policy|user|program))? (?:terms|agreement|conditions|polic(?:y|ies))"
    r"|verkauferbedingungen|conditions vendeurs?",
    "sales": r"(?:terms|conditions)(?: and conditions)? of (?:sales?|purchase|supply|delivery)|sales? (?:terms|conditions)"
    r"|purchase (?:terms|conditions)|conditions (?:generales )?(?:de |des |d )?(?:ventes?|achat)\w*|cgv\w?\b|(?:allgemeine )?(?:verkaufs|liefer|einkaufs)"
    r"(?: und (?:liefer|zahlungs))?bedingungen|condizioni (?:generali )?di vendita|condiciones (?:generales )?de (?:la )?(?:venta|compra)"
    r"|condicoes (?:gerais )?de (?:venda|compra)|(?:verkoop|leverings)voorwaarden|kop(?:e)?villkor|salgs(?:vilkar|betingelser)"
    r"|handelsbetingelser|特定商取引\w*",
    "commercial": r"(?:commercial|business|enterprise|corporate|teams?|professional|b2b|advertis(?:ing|ers?)|ads?|agency|organi[sz]ation|company|partners?|resellers?)"
    r"(?: (?:services?|user|customers?|product|subscription|plan|master|cloud|program(?:me)?|use)){0,2} (?:terms|agreement|conditions)(?: and conditions)?(?: of (?:use|service))?"
    r"|terms(?: of (?:use|service))? (?:for )?(?:teams?|business(?:es)?|enterprises?|commercial|b2b|organi[sz]ations|professionals|companies)"
    r"|(?:master|main|framework)(?: (?:cloud|software|saas))? (?:services?|subscription|customer|purchase|sales) (?:agreement|terms)|msa\b"
    r"|accord cadre(?: de services?)?|conditions(?: generales)?(?: de services?| d utilisation)? (?:pour les )?entreprises",
    # "ads terms" are a contract, "ads policies" say what may be advertised
    "advertising": r"(?:advertis(?:ing|er|ement)s?|ads?)(?: content)? (?:polic(?:y|ies)|guidelines?|standards?|rules)|werberichtlinien",
    "editorial": r"editorial (?:policy|guidelines?|standards?|charter|independence)|(?:charte|ligne) editoriale|redaktionsstatut",
    "acceptable-use": r"acceptable (?:use|usage)|(?:prohibited|allowed|permitted|fair) (?:use|usage|uses|content|activit(?:y|ies)|conduct)"
    r"|(?:usage|use) (?:polic(?:y|ies)|guidelines?|rules)|utilisation acceptable|usage acceptable|uso (?:aceptable|aceitavel|accettabile)"
    r"|nutzungsrichtlinien?|(?:zulassige|akzeptable) nutzung|aup\b|gebruiksbeleid|aanvaardbaar gebruik|使用政策",
    "community": r"communit(?:y|ies)(?: \w+)? (?:guidelines?|standards?|rules?|polic(?:y|ies)|code|principles|norms)|codes? of conduct"
    r"|codes? of ethics|(?:safety|behaviou?r|conduct|discord|server|chat|posting|comment(?:s|ing)?|contribut(?:or|ion)s?|moderation|etiquette|civility) (?:polic(?:y|ies)|guidelines?|rules)"
    r"|(?:code|charte) de (?:bonne )?conduite|(?:regles|charte|principes|normes|standards) (?:de (?:la )?|de )?communaut\w+"
    r"|(?:gemeinschafts|community ?)(?:richtlinien|standards|regeln)|verhaltenskodex|netiquette"
    r"|(?:normas|reglas|directrices|pautas|diretrizes|regras|padroes) (?:de (?:la )?|da )?comuni(?:dad|dade|tarias|tarios)"
    r"|(?:codigo|codice) (?:de|di) (?:conducta|condotta|conduta)|(?:linee guida|regole) (?:della )?comm?unit\w+"
    r"|(?:community ?|gemeenschaps)richtlijnen|huisregels|gedragscode|zasady spolecznosci|kodeks postepowania|pravila zajednice"
    r"|content (?:guidelines?|standards?|rules|polic(?:y|ies))|(?:user|house|forum|participation) (?:rules|guidelines)|uppforandekod|社区(?:规范|准则|公约)",
    "copyright": r"(?:copyrights?|intellectual property(?: rights)?|ip)(?: \w+)? (?:polic(?:y|ies)|claims?|notices?|infringement|complaints?|protection|dispute|guidelines?|agent)(?: take ?down)?(?: requests?)?"
    r"|(?:notice and )?procedures? for making claims of copyright(?: or)?(?: \w+){0,2} infringement|dmca\w*|digital millennium copyright act|(?:notice and )?take ?down polic(?:y|ies)|copyrights?\b|intellectual property|propriete intellectuelle|droits? d auteur"
    r"|urheberrecht\w*|propiedad intelectual|proprieta intellettuale|propriedade intelectual|auteursrecht\w*|praw\w* autorsk\w+"
    r"|autorska prava|direitos autorais|知识产权\w*|侵权投诉\w*|著作権",
    "brand": r"(?:trade ?marks?|brand|logo)(?: (?:asset|resource|usage|use|and trademark)s?)? (?:polic(?:y|ies)|guidelines?|usage|use|guide|rules|terms|resources)"
    r"|brand (?:kit|assets|resources|tool ?kit|book|identity)|press kit|trademarks?\b|brand\b|markenrichtlinien|charte graphique",
    "accessibility": r"(?:web|digital|site)? ?accessibilit(?:y|e|a)\w*|(?:digitale )?barrierefreiheit\w*|accesibilidad|acessibilidade|toegankelijkheid\w*"
    r"|dostepnosci?\b|pristupacnost\w*|pristupnost\w*|tillganglighet\w*|tilgaengelighed\w*|tilgjengelighet\w*|saavutettavuus\w*"
    r"|akadalymentes\w*|a11y",
}  # fmt: skip
BROAD = {
    "cookies": r"cookies?|track(?:ers?|ing technolog(?:y|ies))\b|traceurs?|temoins|galletas|ciasteczk\w*|kolacic\w*|evaste\w*|kakor\w*|informasjonskapsl\w+"
    r"|suti\w*\b(?= szab)|cerez\w*|クッキー|쿠키|куки|файлы cookie",
    "privacy": r"privac(?:y|ite|idad\w*|idade)|datenschutz|datensicherheit|privatsphare|confidentialit[ey]|(?:la )?vie privee"
    r"|(?:la )?(?:protection|traitement)(?: et [a-z]+)? (?:de |des |de vos |des? mes )donnees(?: (?:a caractere )?personnelles?)?"
    r"|(?:vos |mes |les )?donnees (?:a caractere )?personnelles?|(?:personal )?data (?:protection|privacy)(?: polic(?:y|ies))?|data polic(?:y|ies)"
    r"|personal (?:data|information)(?: (?:processing|protection|collection))?|(?:proteccion|tratamiento) de (?:los )?datos(?: personales)?|datos personales"
    r"|(?:protezione|trattamento) (?:dei )?dati(?: personali)?|dati personali|riservatezza|(?:protecao|tratamento) (?:de |dos )?dados(?: pessoais)?|dados pessoais"
    r"|gegevensbescherming|persoonsgegevens|privacybeleid|privacyverklaring|prywatnosc\w*|(?:ochron\w+ )?danych osobowych|przetwarzani\w+ danych(?: osobowych)?|rodo\b"
    r"|privatnost\w*|zastit\w+ (?:osobnih )?podataka|osobn\w+ podat\w+|zasebnost\w*|varstv\w+ (?:osebnih )?podatkov"
    r"|(?:ochran\w+ |zpracovani |zasady )?osobnich udaju|ochran\w+ (?:osobnich |osobnych )?udaj\w+|osobnych udajov|soukrom\w*|sukromi\w*"
    r"|integritets?|personuppgift(?:er|s)?|dataskydds?|privatlivs?|persondata|personoplysning(?:er|s)?|databeskyttelses?|personvern|tietosuoja|yksityisyy\w*"
    r"|adatvedel\w*|adatkezel\w*|gizlilik|kisisel veri\w*|kvkk|confidentialitate\w*|(?:prelucrarea )?datelor(?: cu caracter personal)?"
    r"|gdpr|rgpd|dsgvo|lgpd|ccpa|конфиденциальн\w*|персональных данных|персональнi?и?х даних|конфiденцiин\w*|конфіденційн\w*|поверителност|απορρητου|προσωπικων δεδομενων"
    r"|隐私\w*|隱私\w*|个人信息\w*|個人資料\w*|個人情報\w*|プライバシ\w*|개인정보\w*|الخصوصية|פרטיות|privasi|privaatsus\w*|privatum\w*|bao mat",
    "terms": r"(?:general |website |site |user |service |customer |platform |standard )?terms(?: and conditions| conditions)?"
    r"(?: of (?:use|services?|usage|access|business|engagement|subscription|website use))?(?: and conditions)?"
    r"|(?:general |website |site )?conditions (?:of|for) (?:use|services?|access)|t and cs?\b|t cs?\b|tos\b|tou\b|tandcs?\b|eula\b|(?:end )?(?:users?|members?|membership|subscriptions?|subscribers?|services?|customers?|licen[cs]e|platform|website|site)"
    r"(?: (?:services?|licen[cs]e))? (?:agreement|contract)|legal (?:agreement|terms|conditions)|(?:general )?conditions\b|nutzungs(?:bedingungen|bestimmungen|vereinbarung|vertrag)"
    r"|(?:allgemeine )?gescha?e?fts(?: und (?:nutzungs|liefer))?bedingungen|agbs?\b|(?:teilnahme|vertrags|benutzungs)bedingungen"
    r"|(?:les )?conditions (?:generales?|particulieres)(?: (?:d acces et )?(?:d |de l |de )?(?:utilisation|services?|usage|acces|abonnement|vente et d utilisation|prestations?(?: de services?)?))?"
    r"|conditions (?:d |de )(?:utilisation|usage|services?|acces)|cgus?\b|cgs\b|cgps\b"
    r"|terminos(?: (?:y |de |del )(?:condiciones|uso|servicio|utilizacion))*(?: generales)?|condiciones(?: generales)?(?: (?:de |del )(?:uso|servicio|utilizacion|contratacion|acceso))?"
    r"|termini(?: (?:e |di |del )(?:condizioni|utilizzo|uso|servizio))*|condizioni(?: generali)?(?: (?:di |d |del )(?:utilizzo|uso|servizio|contratto))?"
    r"|termos(?: (?:e |de |do )(?:condicoes|uso|servicos?|utilizacao))*(?: gerais)?|condicoes(?: gerais)?(?: (?:de |do )(?:uso|utilizacao|servicos?))?"
    r"|(?:algemene |gebruiks|gebruikers|service|verkoop)?voorwaarden|gebruik(?:er)?sovereenkomst|regulamin\w*|warunki(?: (?:korzystania|uzytkowania|swiadczenia)(?: \w+)?)?"
    r"|(?:opci )?uvjeti(?: (?:koristenja|poslovanja|uporabe|kupnje))?|pravila koristenja|(?:splosni )?pogoji(?: (?:uporabe|poslovanja))?|(?:vseobecne |obchodni )*podminky(?: (?:pouziti|uzivani|uziti|sluzby))?|vop\b"
    r"|(?:vseobecne |obchodne )*podmienky(?: pouzivania)?|(?:anvandar|allmanna |medlems)?villkor|anvandningsvillkor|(?:brugs|forretnings|bruger)?(?:betingelser|vilkar)|(?:bruker)?vilkar"
    r"|(?:kaytto|sopimus|toimitus)ehdot|(?:felhasznalasi|szerzodesi) feltetelek|aszf\b|termeni(?: si conditii)?|kullanim \w+|kullanici sozlesmesi"
    r"|условия\w*|пользовательское соглашение|оферта|правила (?:пользования|использования)|умови \w+|οροι\w*|服务条款|服務條款|用户协议|使用者條款|使用条款|服务协议|用户服务协议|利用規約|이용약관|서비스약관|شروط \w+|תנאי \w+|ข้อกำหนด|syarat",
    "imprint": r"imprint|impressum|impresum|mentions? legales?(?: obligatoires)?|infos? legales?|informations? (?:legales?|juridiques)|aviso legal|informacion legal|informacao legal|note legali|informazioni legali"
    r"|colofon|kolofon|legal notices?|legal disclosure|rechtliche (?:hinweise|angaben)|anbieterkennzeichnung|nota prawna|pravne napomene|pravne informacije|legal disclaimer|site notice",
    "community": r"(?:rules|guidelines|regles|regeln|spielregeln|reglas|normas|regole|regras|zasady|pravila)\b",
}  # fmt: skip
# Nouns by which documents are called, and words for what they are about in general.
HEADS = listed(
    "policy policies policys notice notices statement statements declaration agreement agreements terms conditions rules "
    "guideline guidelines addendum charter contract disclosure disclosures code agreements practices standards information info "
    "erklarung erklaerung hinweis hinweise richtlinie richtlinien bestimmungen bedingungen vereinbarung ordnung "
    "politique politiques charte declaration mentions reglement notice accord contrat engagement engagements "
    "politica politicas aviso avisos declaracion clausula normas informativa dichiarazione informazioni declaracao "
    "beleid verklaring reglement statuut policyn polityka polityki zasady oswiadczenie klauzula "
    "politika politike pravila pravilnik izjava obavijest informacije zasady prohlaseni oznameni "
    "policy meddelande redogorelse erklaering politik meddelelse seloste kaytanto ilmoitus nyilatkozat szabalyzat "
    "tajekoztato politikasi metni bildirimi aydinlatma politica declaratie "
    "политика положение соглашение πολιτικη 政策 协议 條款 条款 声明 ポリシー 方針 規約 방침 약관 سياسة מדיניות"
)
# Words that say nothing of their own in the name of a policy, or around it.
FILLERS = listed(
    "a an and or the our your my we us of for on to in at by with about see read view more full here this all new "
    "general legal site website web webs online app platform global company group inc llc ltd gmbh updated current latest page "
    "s com www http https html htm php pdf aspx en de fr es it pt nl pl hr cs sv da us uk gb eu int link click learn "
    "und oder der die das den des zu zur zum im fur unsere unser ihre hier auf mehr allgemeine lesen website von "
    "et ou le la les l d du de des au aux en notre nos votre vos ici sur relative relatif concernant matiere lire voir consulter site internet ce cette generale generales "
    "y o el los las del de en nuestra nuestro su aqui sobre ver leer mas sitio "
    "e il lo i gli di del della dei delle dello dell per la nostra nostro sulla sul sui relativa leggi qui utilizzo uso "
    "as os do da dos das nossa nosso aqui ler sobre em no na utilizacao uso "
    "en van de het onze uw over voor met lees hier gebruik inzake "
    "i oraz w z na nasza nasz dotyczaca stosowania plikow pliki serwisu sklepu strony "
    "i o u za na nasa nas uporabi koristenju uporabe koristenja "
    "a o ke na pouzivani souboru och om pa for var vara vores av af brug anvandning "
    "non partiellement conforme totalement not fully use usage users user customers customer data services service"
)
# What shows that a link leads to something else than the policy in force, by the words left over in its name.
ASIDE = {
    "an earlier version": r"previous|prior|former|old(?:er)?|past|archiv\w*|histor\w+|versions?|versione|versie|wersja|verzija|anterieure?s?|precedentes?|fruher\w*|alter\w+"
    r"|anterior\w*|vorherige\w*|changelog|change log|superseded|deprecated",
    "a list of processors": r"sub ?process\w+|sous traitants?|(?:unter)?auftragsverarbeiter\w*|subencargad\w+|sub ?procesador\w*|subverwerkers?|vendors? list|affiliates",
    "a request or a setting": r"requests?|opt ?outs?|do not (?:sell|share)|choices|preferences?|settings?|manage\w*|dsar|delet\w+|withdraw\w*|unsubscribe"
    r"|einstellungen|verwalten|anpassen|parametres|gerer|gestion|preferencias|configura\w+|gestionar|preferenze|gestisci|impostazioni|definicoes|gerir|instellingen|beheren|ustawienia|zarzadzaj"
    r"|postavke|upravljaj\w*|nastaveni|installningar|indstillinger|appeals?|reinstatement|forms?|formular\w*|report|reporting|consent|accept|reject|contact",
    "a page of several things": r"center|centre|portal|hub|overview|dashboard|choose",
    "about something else": r"beauftragt\w*|officer|jobs?|careers?|hiring|engineer\w*|lawyers?|attorneys?|counsel|schulung\w*|kurse?|cursos?|corsi|formations?|screens?|filters?|films?|curtains?|fences?|recip\w+|rezept\w*|recett\w+|recet\w+|ricett\w+|receit\w+|"
    r"blog|news\w*|guides?|how|what|why|tips|tools?|generators?|templates?|laws?|acts?|regulations?|bill|training|webinars?|courses?|faqs?|fragen|questions?|glossar\w*|dictionary|awards?|studies|study|reports?|research|trends?|"
    r"explained|understanding|checker|scanner|key|plugin|extensions?|browser|shield|sandbox|dough|jar|cutters?|banner|wall|management|compliance|compliant|certif\w+|audit\w*|engineering|experts?|consult\w+|"
    r"school|long|short|term|loan|payment|medical|weather|living|working|search|glossary|conditioner|conditioning|subprocessors?|security|trust|licen[cs]es?|open source|transparen\w+|bounty|suit|lawsuit|fine|fined|breach",
}
AUDIENCES = (
    r"candidates?|applicants?|recruit\w*|employees?|job|workforce|bewerber\w*|candidats?|recrutement|sollicita\w+|kandyda\w+|"
    r"california\w*|ccpa|nevada|virginia|colorado|texas|brazil|lgpd|eea|uk|swiss|india|japan|korea|china|residents?|state|children s?|childrens|kids|"
    r"supplement\w*|additional|addendum|beta|preview|pre release|pilot|event\w*|research|program(?:me)?s?|education\w*|students?|"
    r"gift|promotion\w*|contest|sweepstakes|rewards?|loyalty|campaign\w*|investors?|shareholders?|suppliers?|hardware|warranty|previews?|sponsors?"
)
HUBS = (
    r"(?:privacy|terms|datenschutz) (?:center|centre|hub|portal)|(?:the )?(?:legal|policy|policies|trust|transparency|compliance|regulatory|site polic(?:y|ies)|rechtliches|juridisk\w*|rechtliche|informations? juridiques?|juridisch\w*|pravno|pravne|prawne)"
    r"(?: (?:and|information|info|center|centre|hub|portal|documents?|documentation|resources|stuff|matters?|policies|terms|privacy|security|safety|agreements?|library|page|notices))*"
    r"|(?:all |our |other )?polic(?:y|ies)|legals?|rechtliches|(?:centre|espace) (?:de )?(?:confidentialite|confiance|juridique)|(?:centro|area) (?:de )?(?:privacidad|legal|confianza|privacidade)"
    r"|rules and policies|terms and policies|policies and (?:terms|guidelines|agreements)|guidelines and policies|regles et politiques|juridique|legal|legale|dokumenty|dokumenti|dokumente|rechtsdokumente"
    r"|sitemap|site map|plan du site|mapa (?:del sitio|do site|web|strony|weba|stranica)|mappa del sito|seitenubersicht|ubersicht|правовая информация|юридическая информация"
)
LANGUAGES = listed(
    "english deutsch german allemand francais french espanol spanish espagnol italiano italian italien portugues portuguese portugais "
    "nederlands dutch neerlandais polski polish hrvatski croatian cestina czech svenska swedish dansk danish norsk suomi finnish magyar "
    "romana turkce japanese japonais korean coreen russian russe anglais englisch franzosisch spanisch italienisch portugiesisch niederlandisch "
    "ingles frances aleman chinese chinois brasil indien slovencina slovenscina eesti latviesu lietuviu catala 日本語 中文 한국어 русский українська ελληνικα български ไทย العربية עברית हिन्दी bahasa tieng"
)
PLACES_OF_OTHER_THINGS = listed(
    "forms form contact contacts settings preferences account login signin signup register onboarding checkout cart blob tree edit commits commit issues pull "
    "blog blogs news article articles press stories story post posts tag tags category categories jobs job careers career stellen karriere product products "
    "shop store item items events event learn academy course courses template templates tools tool case-studies podcast podcasts video videos "
    "wiki forum forums thread questions topics magazin magazine actualites actualite noticias notizie nieuws aktualnosci vijesti aktuelles ratgeber recipes rezepte recettes recetas ricette receitas przepisy recepti kurse cursos corsi formation formations schulungen trainings services category collections collection catalog katalog garten "
    "insights resources-blog webinar webinars whitepapers ebooks glossary books book films movies music"
)
# Fillers that say something in an address.
POINTERS = listed("about learn more click see read view here how full")
# Words for what policies are about, which are no names of policies by themselves.
TOPICAL = frozenset(
    (
        "privacy",
        "cookies",
        "copyright",
        "brand",
        "accessibility",
        "human-rights",
        "deceased",
        "whistleblower",
        "anti-corruption",
        "imprint",
    )
)
# Words of calls to act, which lead away from what the address may name.
ACTS = listed(
    "try download buy start get sign log login signup register subscribe contribute contribution contact edit play shop book donate apply join chat call "
    "jetzt kaufen testen herunterladen anmelden registrieren kontakt bestellen essayer telecharger acheter inscription connexion contacter commander "
    "probar descargar comprar registrarse contacto prova scarica acquista iscriviti contatti experimentar baixar descarregar entrar contato contacto "
    "probeer koop aanmelden inloggen bestellen wyprobuj pobierz kup zaloguj zarejestruj kontakt isprobaj preuzmi kupi prijava registracija"
)
PAGE_NAMING = listed(
    "page p view v doc document documents policy type section tab name slug title file article content id route path topic legal q s site pagina seite cms do cmd action show key"
)
HELP = listed("help support hc faq hilfe aide ayuda customer")
POLICY_FOLDERS = listed(
    "legal policies policy terms privacy rechtliches site-policy rules-and-policies legal-information corporate-policies compliance "
    "juridique conditions mentions-legales policies-terms about-legal legals rules guidelines trust-and-safety tos datenschutz"
)


def compiled(patterns: str) -> re.Pattern[str]:
    """A pattern of plain words, of which spaces may be missing, but not before a word that may be any."""
    joined = patterns.replace(" ?", " ").replace(" ", " ?").replace(r" ?\w+", r" \w+").replace(" ?[a-z]+", " [a-z]+")
    return re.compile(rf"(?<![a-z0-9])(?:{joined})")
