"""What does a capture say it is, by its own evidence?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from model import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What verdicts look at."""

    statuscode: int
    headers: Mapping[str, str]
    title: str  # the page's and the text's, joined
    words: str  # canonical, of the policy part
    all_words: str  # canonical, of the whole page
    scripts: int = 0
    password: bool = False
    refresh: str = ""
    selected: bool = False  # a person's selector chose the text


POLICY_WORDS = re.compile(
    r"(?:privacy|personal (?:data|information)|cookies?|gdpr|terms|agreement|liabil\w+|third part\w+|"
    r"consent|data protection|copyright|warrant\w+|"
    r"datenschutz\w*|personenbezogen\w*|nutzungsbedingungen|haftung\w*|verantwortlich\w*|impressum|"
    r"einwilligung|vertrag\w*|agb|"
    r"données|confidentialité|conditions (?:générales|d'utilisation)|responsab\w+|mentions légales|"
    r"vie privée|consentement|"
    r"privacidad|datos personales|condiciones|consentimiento|términos|protección de datos|"
    r"dati personali|riservatezza|informativa|trattamento|condizioni|consenso|termini|"
    r"privacidade|dados pessoais|termos|condições|consentimento|"
    r"privacyverklaring|persoonsgegevens|voorwaarden|aansprakelijk\w*|toestemming|"
    r"prywatności|dane osobowe|danych osobowych|regulamin\w*|zgod[ay]|odpowiedzialnoś\w+|"
    r"integritetspolicy|personuppgifter|persondata|villkor|vilkår|osobních údajů)"
)
_NAMES_POLICY = re.compile(
    r"polic|privacy|terms|legal|guideline|agreement|notice|rules|standards|conduct|cookie|dsa|"
    r"politique|política|politica|polityk|richtlinie|règle|charte|"
    r"conditions|condizioni|condições|condiciones|confidentialité|mentions|datenschutz|impressum|"
    r"nutzung|voorwaarden|regulamin|privac|informativa|licen[sc]e|"
    r"accessib|imprint|statement|copyright|disclosure|sla\b|service level"
)
_CJK_VOCABULARY = re.compile(
    "隐 私|個 人|个 人|條 款|条 款|协 议|協 議|規 約|プ ラ イ バ シ|개 인|약 관|конфиденциальн|персональн"
)

_NOT_FOUND = re.compile(
    r"\b(?:page|file|document|url|content|article) (?:\w+ ){0,6}(?:not (?:be )?found|(?:does not|"
    r"doesn't|no longer) exists?|no longer available|isn't available|is not available|"
    r"has been removed)|"
    r"\b404\b.{0,40}\b(?:not found|error|page|oops)|\b(?:error|not found|oops)\b.{0,30}\b404\b|^404$|"
    r"^not found$|page (?:isn't|is not) available|"
    r"can't (?:seem to )?find (?:the|that|this) page|nothing (?:was )?found here|"
    r"seite (?:\w+ ){0,4}nicht gefunden|page (?:\w+ ){0,3}introuvable|page non trouvée|"
    r"página no encontrada|pagina non trovata|página não encontrada|pagina niet gevonden|"
    r"nie znaleziono strony|strona nie istnieje"
)
_BOT = re.compile(
    r"checking your browser|just a moment|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"are you a (?:human|robot)|attention required|enable javascript and cookies to continue|"
    r"ddos protection by|please (?:complete|solve) the (?:captcha|security check)|"
    r"pardon our interruption|unusual traffic|access (?:to this page has been )?denied|"
    r"incapsula incident|request unsuccessful|security check|i'm not a robot|bot verification|"
    r"sorry you have been blocked|perimeterx|you have been blocked|one more step"
)
_LOGIN = re.compile(
    r"\b(?:log ?in|sign ?in|you must log in|please (?:log|sign) ?in|session (?:has )?expired|"
    r"anmelden|einloggen|se connecter|connexion|iniciar sesión|accedi|entrar|inloggen|zaloguj)\b"
)
_ERROR = re.compile(
    r"\b(?:internal server error|service (?:temporarily )?unavailable|bad gateway|"
    r"gateway time ?-?out|something went wrong|an error (?:has )?occurred|"
    r"application error|database error|error establishing|temporarily unavailable|too many requests|"
    r"rate limit|under maintenance|scheduled maintenance|"
    r"wartungsarbeiten|en maintenance|fatal error|runtime error|server error|forbidden|unauthorized)\b"
)
_PARKED = re.compile(
    r"\b(?:domain (?:name )?(?:is|may be) for sale|buy this domain|this domain (?:is|"
    r"has been) (?:for sale|registered|parked|expired)|domain parking|parked (?:free|domain|page)|"
    r"sponsored listings|related searches|inquire about this domain|the domain has expired|"
    r"renew (?:your|this) domain|diese domain (?:steht zum verkauf|ist zu verkaufen)|"
    r"ce (?:nom de )?domaine est à vendre)\b"
)
_CONSENT = re.compile(
    r"\b(?:accept (?:all|cookies)|accept all cookies|reject all|manage (?:cookies|preferences|"
    r"options|consent)|cookie (?:settings|preferences)|before you continue|we value your privacy|"
    r"i agree|would like your (?:consent|permission)|ich stimme zu|j'accepte|"
    r"alle akzeptieren|tout accepter|accepter et fermer|continuer sans accepter|aceptar todo|"
    r"accetta tutt\w|aceitar tud\w|alles accepteren)\b"
)
_SHORT = 120  # words
_SAMPLE = 40_000  # characters looked at for policy words
_LOADING = re.compile(
    r"^(?:loading|please wait|you need to enable javascript to run this app|please enable javascript|"
    r"javascript is (?:required|disabled))\b"
)


def verdict_of(page: Page) -> tuple[Verdict, str]:
    """The verdict and its reason. A text that reads as a policy is one, whatever else the page holds."""
    for look in (_by_status, _by_emptiness, _by_phrases, _by_vocabulary):
        found = look(page)
        if found:
            return found
    return Verdict.POLICY, ""


def _size(words: str) -> int:
    return words.count(" ") + 1 if words else 0


def _by_status(page: Page) -> tuple[Verdict, str] | None:
    status = page.statuscode
    if status in (404, 410):
        return Verdict.GONE, f"status {status}"
    if 300 <= status < 400:
        return Verdict.MOVED, f"status {status} to {page.headers.get('location', '(no address)')[:1000]}"
    if status >= 400:
        text = f"{page.title} {page.all_words[:4000]}"
        if status in (401, 407) or (status == 403 and _LOGIN.search(text) and not _BOT.search(text)):
            return Verdict.LOGIN, f"status {status}"
        if _BOT.search(text) or status in (403, 429) or "cf-mitigated" in page.headers:
            return Verdict.BOT_WALL, f"status {status}"
        return Verdict.ERROR_PAGE, f"status {status}"
    return None


def _by_emptiness(page: Page) -> tuple[Verdict, str] | None:
    if page.refresh and _size(page.all_words) < 50:
        match = re.search(r"(?i)url\s*=\s*['\"]?([^'\">]+)", page.refresh)
        if match:
            return Verdict.MOVED, f"meta refresh to {match[1][:1000]}"
    if not page.words:
        return Verdict.EMPTY, "no text" + (", only scripts" if page.scripts else "")
    if _size(page.words) < 40 and _LOADING.search(page.words):
        return Verdict.EMPTY, "a page that scripts must fill"
    return None


def _by_phrases(page: Page) -> tuple[Verdict, str] | None:
    size = _size(page.words)
    if size > 4 * _SHORT:
        return None
    policy_words = _policy_words(page.words)
    text = f"{page.title} {page.words[:3000]}"
    for verdict, pattern, longest in (
        (Verdict.SOFT_404, _NOT_FOUND, 2 * _SHORT),
        (Verdict.BOT_WALL, _BOT, 2 * _SHORT),
        (Verdict.PARKED, _PARKED, 4 * _SHORT),
        (Verdict.ERROR_PAGE, _ERROR, _SHORT),
    ):
        match = pattern.search(text)
        if match and size < longest and (policy_words < 6 or pattern.search(page.title)):
            return verdict, f'says "{match.group()[:80]}"'
    if page.password and size < 2 * _SHORT and policy_words < 8 and _LOGIN.search(text):
        return Verdict.LOGIN, "asks for a password"
    consent = _CONSENT.findall(page.words)
    if size < 2 * _SHORT and len(consent) >= 2 and not page.selected:
        return Verdict.CONSENT_WALL, f'says "{consent[0]}" and "{consent[1]}"'
    return None


def _policy_words(words: str) -> int:
    sample = words[:_SAMPLE]
    return len(POLICY_WORDS.findall(sample)) + 2 * len(_CJK_VOCABULARY.findall(sample))


def _by_vocabulary(page: Page) -> tuple[Verdict, str] | None:
    size = _size(page.words)
    found = _policy_words(f"{page.title} {page.words}")
    sample = page.words[:2000]
    latin = len(sample.encode("ascii", "ignore")) > 0.7 * len(sample)
    if page.selected or not latin or (size >= 80 and _NAMES_POLICY.search(page.title)):
        return None
    if size < 30 and not found:
        return Verdict.EMPTY if size < 15 else Verdict.NOT_A_POLICY, f"{size} words, none of a policy"
    if found == 0 or (size > 300 and found * 600 < min(size, _SAMPLE // 6)):
        return Verdict.NOT_A_POLICY, f"{found} policy words among {size}"
    return None
