"""Which words stand around the names of policies, and what do they say?

In plain form, as in `extract.links.kinds`.
"""

from __future__ import annotations

from extract.vocabulary import listed

# Nouns by which documents are called.
HEADS = listed(
    "regles regeln reglas regole regras kebijakan chinh sach "
    "accord addendum agreement agreements aviso avisos aydinlatma bedingungen beleid bestimmungen bildirimi charte "
    "charter clausula code conditions contract contrat declaracao declaracion declaratie declaration dichiarazione "
    "disclosure disclosures engagement engagements erklaering erklaerung erklarung guideline guidelines hinweis "
    "hinweise ilmoitus info informacije information informativa informazioni izjava kaytanto klauzula meddelande "
    "meddelelse mentions metni normas notice notices nyilatkozat obavijest ordnung oswiadczenie oznameni policies "
    "policy policyn policys politica politicas politik politika politikasi politike politique politiques polityka "
    "polityki practices pravila pravilnik prohlaseni redogorelse reglement richtlinie richtlinien rules seloste "
    "standards statement statements statuut szabalyzat tajekoztato terms vereinbarung verklaring zasady πολιτικη "
    "политика положение соглашение מדיניות سياسة ポリシー 协议 声明 政策 方針 条款 條款 規約 방침 약관"
)
# Words that say nothing of their own in the name of a policy, or around it.
FILLERS = listed(
    "a about af all allgemeine an and anvandning app aqui as aspx at au auf aux av brug by ce cette click com "
    "company concernant conforme consulter cs current customer customers d da das data de dei del dell della delle "
    "dello den der des di die do dos dotyczaca du e el em en es et eu for fr full fully fur gb gebruik general "
    "generale generales gli global gmbh group here het hier hr htm html http https i ici ihre il im in inc int "
    "internet inzake it ke koristenja koristenju l la las latest le learn leer lees legal leggi ler les lesen link "
    "lire llc lo los ltd mas matiere mehr met more my na nas nasa nasz nasza new nl no non nos nossa nosso nostra "
    "nostro not notre nuestra nuestro o och oder of om on online onze or oraz os ou our over pa page partiellement "
    "pdf per php pl platform pliki plikow pouzivani pt qui read relatif relativa relative s see service services "
    "serwisu site sitio sklepu sobre souboru stosowania strony su sui sul sulla sur sv the this to totalement u uk "
    "und unser unsere updated uporabe uporabi us usage use user users uso utilizacao utilizzo uw van var vara ver "
    "view voir von voor vores vos votre w we web webs website with www y your z za zu zum zur"
)
# Fillers that say something in an address.
POINTERS = listed("about click full here how learn more read see view")
# What shows that a link leads to something else than the policy in force, by the words left over in its name.
ASIDE = {
    "an earlier version": (
        r"previous|prior|former|old(?:er)?|past|archiv\w*|histor\w+|versions?|versione|versie|wersja|verzija"
        r"|anterieure?s?|precedentes?|fruher\w*|alter\w+|anterior\w*|vorherige\w*|changelog|change log|superseded"
        "|deprecated"
    ),
    "a list of processors": (
        r"sub ?process\w+|sous traitants?|(?:unter)?auftragsverarbeiter\w*|subencargad\w+|sub ?procesador\w*"
        "|subverwerkers?|vendors? list|affiliates"
    ),
    "a request or a setting": (
        r"requests?|opt ?outs?|do not (?:sell|share)|choices|preferences?|settings?|manage\w*|dsar|delet\w+"
        r"|withdraw\w*|unsubscribe|einstellungen|verwalten|anpassen|param\w+|gerer|gestion|preferencias"
        r"|configura\w+|gestionar|preferenze|gestisci|impostazioni|definicoes|gerir|instellingen|beheren|ustawienia"
        r"|zarzadzaj|postavke|upravljaj\w*|nastaveni|installningar|indstillinger|appeals?|reinstatement|forms?"
        r"|formular\w*|report|reporting|consent|accept|reject|contact"
    ),
    "a page of several things": "center|centre|portal|hub|overview|dashboard|choose",
    "about something else": (
        r"beauftragt\w*|officer|jobs?|careers?|hiring|engineer\w*|lawyers?|attorneys?|counsel|schulung\w*|kurse?"
        r"|cursos?|corsi|formations?|screens?|filters?|films?|curtains?|fences?|recip\w+|rezept\w*|recett\w+"
        r"|recet\w+|ricett\w+|receit\w+|blog|news\w*|guides?|how|what|why|tips|tools?|generators?|templates?|laws?"
        r"|acts?|regulations?|bill|training|webinars?|courses?|faqs?|fragen|questions?|glossar\w*|dictionary|awards?"
        "|studies|study|reports?|research|trends?|explained|understanding|checker|scanner|key|plugin|extensions?"
        r"|browser|shield|sandbox|dough|jar|cutters?|banner|wall|management|compliance|compliant|certif\w+|audit\w*"
        r"|engineering|experts?|consult\w+|school|long|short|term|loan|medical|weather|living|working|search"
        r"|glossary|conditioner|conditioning|subprocessors?|security|trust|licen[cs]es?|open source|transparen\w+"
        "|bounty|suit|lawsuit|fine|fined|breach"
    ),
}
# For whom a policy is, where it is not for all.
AUDIENCES = (
    r"candidates?|applicants?|recruit\w*|employees?|job|workforce|bewerber\w*|candidats?|recrutement|sollicita\w+"
    r"|kandyda\w+|california\w*|ccpa|nevada|virginia|colorado|texas|brazil|lgpd|eea|uk|swiss|india|japan|korea|china"
    r"|residents?|state|children s?|childrens|kids|supplement\w*|additional|addendum|beta|preview|pre release|pilot"
    r"|event\w*|research|program(?:me)?s?|education\w*|students?|gift|promotion\w*|contest|sweepstakes|rewards?"
    r"|loyalty|campaign\w*|investors?|shareholders?|suppliers?|hardware|warranty|previews?|sponsors?"
)
# How pages are called that list policies, or all pages.
HUBS = (
    "(?:privacy|terms|datenschutz) (?:center|centre|hub|portal)"
    "|(?:the )?(?:legal|policy|policies|trust|transparency|compliance|regulatory|site polic(?:y|ies)|rechtliches"
    r"|juridisk\w*|rechtliche|informations? juridiques?|juridisch\w*|pravno|pravne|prawne)(?: (?:and|information|info"
    "|center|centre|hub|portal|documents?|documentation|resources|stuff|matters?|policies|security|safety|agreements"
    "|library|page))*|(?:all |our |other )?policies|legals?|rechtliches"
    "|(?:legal|terms|rules|guidelines) (?:and )?policies"
    "|(?:centre|espace) (?:de )?(?:confidentialite|confiance|juridique)"
    "|(?:centro|area) (?:de )?(?:privacidad|legal|confianza|privacidade)"
    "|policies (?:and )?(?:terms|guidelines|agreements|notices)|regles et politiques|juridique|legale|dokumenty"
    "|dokumenti|dokumente|rechtsdokumente|sitemap|site map|plan du site"
    "|mapa (?:del sitio|do site|web|strony|weba|stranica)|mappa del sito|seitenubersicht|ubersicht"
    "|правовая информация|юридическая информация"
)
# Last parts of addresses that say nothing without what stands before them: "/privacy/policy".
LEANING = listed(
    "policy policies notice statement agreement overview index main home default full view current latest document"
)
# What languages are called, in their own words and in others.
LANGUAGES = listed(
    "aleman allemand anglais bahasa brasil catala cestina chinese chinois coreen croatian czech danish dansk deutsch "
    "dutch eesti englisch english espagnol espanol finnish francais frances franzosisch french german hrvatski "
    "indien ingles italian italiano italien italienisch japanese japonais korean latviesu lietuviu magyar nederlands "
    "neerlandais niederlandisch norsk polish polski portugais portugiesisch portugues portuguese romana russe "
    "russian slovencina slovenscina spanisch spanish suomi svenska swedish tieng turkce ελληνικα български русский "
    "українська עברית العربية हिन्दी ไทย 中文 日本語 한국어"
)
# Parts of addresses under which other things stand.
PLACES_OF_OTHER_THINGS = listed(
    "academy account actualite actualites aktualnosci aktuelles article articles blob blog blogs book books career "
    "careers cart case-studies catalog categories category checkout collection collections commit commits contact "
    "contacts corsi course courses cursos ebooks edit event events films form formation formations forms forum "
    "forums garten glossary insights issues item items job jobs karriere katalog kurse learn login magazin magazine "
    "movies music news nieuws noticias notizie onboarding podcast podcasts post posts preferences press product "
    "products przepisy pull questions ratgeber receitas recepti recetas recettes recipes register resources-blog "
    "rezepte ricette schulungen services settings shop signin signup stellen store stories story tag tags template "
    "templates thread tool tools topics trainings tree video videos vijesti webinar webinars whitepapers wiki"
)
# Parts of addresses and hosts under which a company helps, often with its policies.
HELP = listed("aide ayuda customer faq hc help hilfe support")
# Parts of addresses under which policies stand.
POLICY_FOLDERS = listed(
    "about-legal compliance conditions corporate-policies datenschutz guidelines juridique legal legal-information "
    "legals mentions-legales policies policies-terms policy privacy rechtliches rules rules-and-policies site-policy "
    "terms tos trust-and-safety"
)
# Words of calls to act, which lead away from what the address may name.
ACTS = listed(
    "aanmelden acheter acquista anmelden apply baixar bestellen book buy call chat commander comprar connexion "
    "contact contacter contacto contato contatti contribute contribution descargar descarregar donate download edit "
    "entrar essayer experimentar get herunterladen inloggen inscription iscriviti isprobaj jetzt join kaufen kontakt "
    "koop kup kupi log login play pobierz preuzmi prijava probar probeer prova register registracija registrarse "
    "registrieren scarica shop sign signup start subscribe telecharger testen try wyprobuj zaloguj zarejestruj"
)
# Keys of a query of which the value names the page.
PAGE_NAMING = listed(
    "action article cmd cms content do doc document documents file id key legal name p page pagina path policy q "
    "route s section seite show site slug tab title topic type v view"
)
# Two letters by which addresses name languages.
LANGUAGE_CODES = listed(
    "en de fr es it pt nl pl hr cs sv da no nb nn fi hu ro tr ru uk bg el sr sl sk et lt lv ja ko zh ar he th vi "
    "id ms hi bn ca eu gl is ga mt sq mk bs fa ur ta te ka hy az kk"
)
# What companies put before or behind their names in further domains.
AFFIXES = listed(
    "get try use my the go join hey app apps hq inc corp co group legal policy policies help support docs io ai labs "
    "lab global online web team cdn static assets media content usercontent cloud brand care shop store pay business "
    "now official international privacy terms status trust community blog dev developer developers how eu us uk de fr"
)
