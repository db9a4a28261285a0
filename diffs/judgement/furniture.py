"""Which lines stand on pages of any kind, whatever they publish, and which words only a document has?

Patterns are matched against canonical words: small letters, no punctuation.
"""

from __future__ import annotations

import re
from functools import lru_cache

_PROMPT = re.compile(
    # ways about the page
    r"(?:skip|jump|go|back|return)(?: (?:back|to|the|main|primary|top|content|navigation|footer|search|section|this"
    r"|of|page|"
    r"contents?))+|(?:zum|zurück zum?|nach) (?:inhalt|anfang|oben)|retour en haut|haut de page|volver arriba|torna su"
    r"|(?:main|site|close|open|toggle|primary|mobile) (?:menu|navigation|search)|menu|menü|menú|navigation|search|suche"
    r"|rechercher?|buscar|cerca|zoeken|home|previous|next|back|top|close|dismiss|submit|cancel|continue|loading"
    r"|please wait"
    r"|.{0,80}\b(?:enable|requires?|turn on|activate) java ?script\b.{0,60}"
    r"|weiter|suivant|précédent|wird geladen|chargement|cargando|no results found.{0,60}"
    # what one may do with it
    r"|(?:share|print|save|copy|email|download|tweet|copied)(?: (?:this|the|page|article|link|url|text|md|as|pdf|on"
    r"|via|and|"
    r"or|save|print|share|copy|mdcopy|format|facebook|twitter|linkedin|clipboard|x|reddit|to))*"
    r"|teilen|drucken|kopieren|partager|imprimer|copier|compartir|imprimir|copiar|condividi|stampa|delen|afdrukken"
    r"|play video|watch (?:the )?video|opens? in (?:a )?new (?:window|tab)|open in app|view (?:in browser|as markdown)"
    r"|ask ai|chat with us|translate this page.{0,100}"
    # what it holds
    r"|on this page|in this (?:article|section|page)|(?:table of )?contents|jump to section|auf dieser seite"
    r"|inhalt(?:sverzeichnis)?|sur cette page|table des matières|sommaire|índice|indice|inhoud(?:sopgave)?"
    r"|(?:related|recommended|popular|similar|latest|featured|recent|further|suggested) (?:articles?|pages?|topics?"
    r"|posts?|"
    r"stories|news|resources|reading|content|questions|links)|(?:ähnliche|verwandte) (?:artikel|themen|beiträge)"
    r"|articles (?:associés|connexes|similaires)|artículos relacionados|you (?:may|might) (?:also )?(?:like"
    r"|be interested in)"
    r"|(?:read|see|view|show|load|learn) (?:more|less|all)|mehr (?:erfahren|lesen|anzeigen)|en savoir plus"
    r"|lire la suite"
    r"|voir plus|más información|ver más|leer más|scopri di più|meer (?:lezen|informatie)"
    # what its owner would like
    r"|(?:did|was) (?:you find )?(?:this|that|the)(?: (?:page|article|information|content|answer|section|policy))? "
    r"(?:helpful|useful).{0,30}|why did(?:n't| not) you find .{0,40}|war (?:dieser|diese|das) .{0,30}hilfreich"
    r"|\d+ (?:out )?of \d+ found this helpful|yes no|\d* ?comments?|comments are closed|leave a (?:comment|reply)"
    r"|cet article vous a t il.{0,40}|have a moment|rate this (?:page|article)|yes|ja|oui"
    r"|(?:take|complete|start) (?:the |our |a )?(?:short |quick )?survey|how was your experience.{0,40}"
    r"|tell us how (?:we're|we are|are we) doing|(?:thank you|thanks)(?: for your feedback)?|(?:give|send"
    r"|leave) (?:us )?feedback"
    r"|(?:follow|find|connect with|join) us(?: on)?(?: \S+){0,3}|folgen sie uns|suivez nous|síguenos|seguici|volg ons"
    r"|(?:subscribe|sign up) (?:to|for) (?:our |the )?newsletter|get (?:the|our) app|download (?:the|our) app"
    r"|get started"
    r"|request a demo|contact sales|book a demo|try (?:it )?(?:for )?free|start (?:a |your )?free trial|advertisement"
    r"|sponsored|anzeige|publicité|special offers?|powered by .{0,40}"
    r"|(?:this |the )?(?:web)?site (?:is |was )?(?:made|built|designed|powered) (?:with|by|using) .{0,80}"
    # doors and switches
    r"|(?:log|sign) ?(?:in|on|up|out)(?: \S+){0,2}|my account|remember me|forgot(?:ten)? (?:your )?password|anmelden"
    r"|einloggen"
    r"|se connecter|connexion|iniciar sesión|accedi|inloggen|(?:username|password|user ?name)(?: or e ?mail)?"
    r"|(?:select|choose|change)(?: (?:a|your|the))? (?:language|country|region).{0,40}|language|sprache|langue"
    r"|idioma|taal"
    r"|ok|got it|accept(?: all)?(?: cookies)?|reject(?: all)?(?: cookies)?|allow all(?: cookies)?|cookie settings"
    r"|alle akzeptieren|tout accepter|tout refuser|aceptar todo|accetta|rifiuta"
)
_LONGEST_PROMPT = 160  # characters
_TONGUE = (
    r"(?:english|deutsch|français|español|italiano|português|nederlands|polski|čeština|slovenčina|magyar|română"
    r"|svenska|dansk"
    r"|norsk(?: bokmål)?|suomi|türkçe|ελληνικά|русский|українська|български|hrvatski|bahasa (?:indonesia|melayu)"
    r"|tiếng việt"
    r"|ภาษาไทย|日 本 語|中 文|한 국 어|العربية|עברית|हिन्दी)"
)
_LANGUAGE = re.compile(rf"{_TONGUE}(?: .{{1,20}})?")
_TONGUES = re.compile(_TONGUE.replace(" ", " ?"), re.IGNORECASE)
_MANY_TONGUES = re.compile(
    r"fran[çc]ais|espa[ñn]ol|italiano|portugu[êe]s|deutsch|polski|日本|中文|한국|русский", re.IGNORECASE
)
_CHOICE = 20  # letters that five names of languages have at least
_TO_CHOOSE = 5  # languages, each by the name it has in itself
_NEW_WINDOW = re.compile(
    r"\W{0,4}\b(?:(?:this |the )?(?:external )?link )?(?:(?:will )?opens? (?:up )?(?:in )?(?:an? )?(?:new|another"
    r"|external) (?:browser )?"
    r"(?:window|tab)(?: or (?:window|tab))?|(?:s'|s’)?ouvre (?:dans )?une? (?:nouvelle fenêtre|nouvel onglet)"
    r"|(?:wird |öffnet )?(?:sich )?in (?:einem )?neue[nm] (?:browser)?(?:fenster|tab)(?: geöffnet)?"
    r"|se abre en una? (?:nueva (?:ventana|pestaña)|ventana nueva)|si apre in una nuova (?:finestra|scheda)"
    r"|opent in (?:een )?nieuwe? (?:venster|tabblad))\b\W{0,4}"
)
_OPENS = ("open", "ouvre", "neue", "abre", "apre")  # one of these stands in each
_LEAVING = re.compile(r"you(?: are|'re) (?:now |about to )*leav(?:ing|e) ")

_SPEAKS = re.compile(
    r"\b(?:must|shall|will|agree\w*|consent\w*|rights?|terms|conditions|polic(?:y|ies)|privacy|notice|agreement"
    r"|statement|"
    r"guidelines?|rules?|laws?|legal\w*|licen[cs]\w+|effective|applies|apply|personal|data|information|cookies?"
    r"|collect\w*|"
    r"retain\w*|delet\w+|eras\w+|disclos\w+|process\w*|opt|fees?|price|refunds?|liab\w+|arbitrat\w+|minors?|parties"
    r"|party|"
    r"partners?|affiliates?|prohibit\w*|allowed|permitted|not|never|only|unless|purposes?|users?|rechte?"
    r"|einwillig\w+|daten\w*"
    r"|\w*bedingungen|richtlinien?|hinweise?|gesetz\w*|verarbeit\w+|dürfen|darf|müssen|muss|nicht|personenbezogen\w*"
    r"|zweck\w*"
    r"|droits?|consentement|donnée?s?|conditions|politique|confidentialité|mentions|traitement|doit|doivent|devez"
    r"|pas|loi"
    r"|derechos?|datos|política|condiciones|privacidad|tratamiento|diritti|dati|informativa|rechten|gegevens"
    r"|voorwaarden"
    r"|villkor\w*|integritet\w*|uppgifter|personuppgifter|vilkår\w*|personvern\w*|oplysninger|tietosuoja\w*"
    r"|regulamin\w*"
    r"|polityk\w+|prywatności|danych|podmínky|údaj\w*|termos|dados|privacidade|direitos|koşul\w*|gizlilik\w*)\b"
)
_OF_ITSELF = re.compile(
    r"\b(?:our|these|this|updat\w+|chang\w+|new|unsere|diese|nos|cette|ces|estos?|nuestra)(?: [^\s']+){0,2} "
    r"(?:terms|conditions|polic(?:y|ies)|notice|agreement|statement|guidelines|rules|\w*bedingungen|\w*richtlinien?"
    r"|\w*erklärung|conditions|politique|condiciones|política)\b"
    r"|\byour (?:rights?|data|choices|personal|information|content)\b|\byou (?:must|shall|agree|may not)\b"
    r"|\bwe (?:may|will|"
    r"collect|use|share|sell|retain|process)\b|\bpersonal (?:data|information)\b"
)
_ANNOUNCES = re.compile(
    r"\b(?:new|updated|upcoming|neuen?|nouvelles?|nuev[ao]s?|nuov[aeio])(?: \S+){0,3} (?:terms|conditions"
    r"|polic(?:y|ies)|notice|agreement|statement|guidelines|rules|\w*bedingungen|\w*richtlinien?|\w*erklärung|politique|política)\b"
    r".{0,80}\b(?:effective|will|takes? effect|from|starting|as of|gelten|gilt|ab|vigueur|vigor)\b"
)
_PART = re.compile(
    r"(?:schedule|annex|appendix|exhibit|addendum|attachment|anlage|anhang|annexe|avenant|anexo"
    r"|allegato|bijlage) (?:\d|[a-z]\b)"
    r"|.{0,60}\b(?:addendum|annex|data processing agreement)$"
)
_PARTIES = re.compile(
    r"\b(?:partners?|recipients?|\w*processors?|affiliates?|providers?|vendors?|suppliers?|countries|empfänger|länder"
    r"|dienstleister|partnern?|destinataires|prestataires|partenaires|sociétés|pays)\b"
)


def is_prompt(words: str) -> bool:
    """Whether a line invites to do something with the page, and says nothing of its own.

    >>> is_prompt("skip to main content"), is_prompt("copy the keys of other readers")
    (True, False)
    """
    if len(words) > _LONGEST_PROMPT:
        return False
    return _PROMPT.fullmatch(words) is not None or _LANGUAGE.fullmatch(words) is not None


@lru_cache(maxsize=1 << 13)
def chooses_language(text: str) -> bool:
    """Whether a text names languages, each in itself, for readers to choose: documents name them in their own.

    >>> chooses_language("Deutsch English Español Français Italiano"), chooses_language("in German, French and Polish")
    (True, False)
    """
    if len(text) < _CHOICE or _MANY_TONGUES.search(text) is None:
        return False
    return len({one.casefold() for one in _TONGUES.findall(text)}) >= _TO_CHOOSE


def is_farewell(words: str) -> bool:
    """Whether a line warns that a link leads off the site; it waits unseen in many pages."""
    return _LEAVING.match(words) is not None


def speaks(words: str) -> bool:
    """Whether a line has a word of law, of data or of duty: a document's line, unless its neighbours say otherwise."""
    return _SPEAKS.search(words) is not None


def lists_parties(words: str) -> bool:
    """Whether a line may lead in to those whom data go: partners, processors, countries."""
    return _PARTIES.search(words) is not None


def speaks_of_itself(words: str) -> bool:
    """Whether a line tells of the document, or of what its reader may and must: never frame, wherever it stands."""
    return _OF_ITSELF.search(words) is not None


def is_part_of_contract(words: str) -> bool:
    """Whether a link names what belongs to a contract though it stands on a page of its own.

    >>> is_part_of_contract("schedule 4 enhanced threat updates"), is_part_of_contract("our schedule of events")
    (True, False)
    """
    return _PART.match(words) is not None


def announces(words: str) -> bool:
    """Whether a line tells from when on a new text holds, which is news even where it is a link to that text.

    >>> announces("our new privacy notice is effective 1 july 2031"), announces("last updated 1 july 2031")
    (True, False)
    """
    return _ANNOUNCES.search(words) is not None


def without_new_windows(text: str) -> str:
    """A text without what a page adds to links for readers who do not see them, in small letters.

    >>> without_new_windows("our form (opens in a new window).")
    'our form'
    """
    opens = any(map(text.__contains__, _OPENS))
    return " ".join((_NEW_WINDOW.sub(" ", text) if opens else text).split())
