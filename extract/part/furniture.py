"""Which names and phrases give away what is no policy: consent dialogs, menus, footers?

Names are hints only: sites borrow them.  No rule cuts much of a page's prose for a name alone.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.vocabulary import listed

# Containers that consent managers put into pages; their names are the products', not a site's.
_CONSENT_MANAGER = re.compile(
    r"onetrust-(?:consent|banner|pc)-sdk|\bcybotcookiebotdialog|\bdidomi-(?:host|popup|notice)|"
    r"usercentrics-(?:root|cmp)|\bcookie-law-info-bar|\bcli-(?:modal|popup)|\bcmplz-cookiebanner|"
    r"iubenda-cs-(?:banner|container)|\btermly-(?:styles|consent)|\bosano-cm-|"
    r"\btruste_|\btrustarc-banner|\bqc-cmp|\bsp_message_container|\baxeptio_|\bklaro\b|"
    r"\btarteaucitron(?:root|alertbig|services)?\b|"
    r"\bcky-(?:consent|modal|overlay)|\bhs-eu-cookie|\bwt-cli-|\bmoove_gdpr|\bcivic-cookie|"
    r"\bborlabscookie(?:box|wrap)?\b|\bfs-cc-(?:banner|prefs|manager)|"
    r"\bcc-(?:window|banner|revoke)\b|\b(?:cookies?|gdpr|rgpd|consent)-?(?:consent|banner|bar|popup|modal|dialog|"
    r"overlay|alert|law|message|notice|manager|wall)\b"
)
# One of these stands in every name above.
_STEM = re.compile(
    r"cook|consent|gdpr|rgpd|cky-|didomi|usercentrics|cli-|cmplz|iubenda|termly|osano|trust|qc-cmp|sp_mes|axeptio|"
    r"klaro|tarteau|cc-[wbr]"
)
FURNITURE_TAGS = frozenset(("nav", "header", "footer", "aside", "form", "dialog", "noscript", "search"))
FURNITURE_ROLES = listed(
    "navigation banner contentinfo complementary search dialog alertdialog menu menubar toolbar tooltip"
)
_WORD_OF_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
MENU_NAMES = listed(
    "nav navbar navigation menu menubar submenu megamenu dropdown footer breadcrumb breadcrumbs sidebar "
    "topbar navi sidenav subnav topnav pagination pager share sharing social newsletter subscribe skip "
    "skiplink"
)
ABOVE = listed("nav navbar navi navigation menu menubar megamenu header masthead topbar dropdown")
BELOW = listed("footer newsletter subscribe modal overlay popup popin register signup cta related promo")

YEAR = re.compile(r"(?<!\d)(?:199\d|20[0-4]\d)(?!\d)")  # of the web: 1919 is a part of a version's number
# What the last lines of policies speak of: how to reach somebody, and by what right.
REACHES_US = re.compile(
    r"(?i)@|contact|kontakt|contatt|address|adresse|dirección|indirizzo|endereço|write to|question|"
    r"request|respon|complain|"
    r"\bright|\blaw|court|droit|recht|derecho|diritt|direito|prawo|notice|apply|applies"
)
# The last line of a page, in all its forms: whose the page is, and how often somebody looked at it.
COLOPHON = re.compile(
    r"(?i)^\W*(?:copyright\b|\(c\)\s(?=.{0,80}\b(?:19|20)\d\d\b)|\u00a9|"  # "(c)" also follows upon "(b)"
    r"(?:all rights|alle rechte|tous droits|todos los derechos|tutti i diritti)\b|"
    r"(?:you are )?(?:our )?visitor(?: number|s)?\W|\d[\d.,]* (?:visitors|visits|hits)\b)"
)
LONGEST_LINE = 50


def _lines(*kinds: tuple[str, str]) -> dict[str, str]:
    return {line: kind for kind, lines in kinds for line in lines.split("|")}


# Short lines that stand alone and are no clause, as they read in lower case without punctuation around them.
_LINES = _lines(
    (
        "top",
        "back to top|back to the top|return to top|return to the top|go to top|go to the top|top of page|"
        "top of the page|nach oben|zum seitenanfang|retour en haut|haut de page|haut de la page|"
        "retour en haut de page|retour en haut de la page|volver arriba|torna su|terug naar boven|"
        "do góry|wróć na górę|till toppen|til toppen|voltar ao topo|zpět nahoru|natrag na vrh|"
        "in this article|on this page|in this page|dans cet article|sur cette page|in diesem artikel|"
        "auf dieser seite|返回顶部|回到顶部|トップへ戻る|ページトップへ|맨 위로",
    ),
    (
        "tool",  # what one can do with a page, or how it looks
        "dark|light|dark mode|light mode|dark theme|light theme|toggle dark mode|print|print page|print this page|"
        "share|share this|share this page|share this article|copy link|copy url|copy page|copy to clipboard|"
        "link copied|listen|listen to this article|edit this page|expand all|collapse all|open all|close all|"
        "article summary|skip to content|skip to main content|"
        "drucken|seite drucken|teilen|link kopieren|vorlesen|alle öffnen|alle schließen|zum inhalt springen|"
        "imprimer|imprimer cette page|partager|copier le lien|écouter|tout déplier|tout replier|aller au contenu|"
        "imprimir|compartir|copiar enlace|escuchar|compartilhar|copiar link|partilhar|stampa|condividi|copia link|"
        "afdrukken|delen|drukuj|udostępnij|skriv ut|dela|udskriv|del|打印|分享|复制链接|印刷|共有|인쇄|공유",
    ),
    (
        "accept",
        "accept|accept all|accept all cookies|accept cookies|allow all|allow all cookies|i accept|i agree|agree|"
        "agree to all|ok|got it|allow cookies|accept & close|accept and close|agree and close|yes, i agree|"
        "akzeptieren|alle akzeptieren|alle cookies akzeptieren|zustimmen|alle zulassen|alles akzeptieren|"
        "accepter|tout accepter|j'accepte|accepter et fermer|accepter les cookies|tout autoriser|"
        "aceptar|aceptar todo|aceptar todas|aceptar cookies|accetta|accetta tutti|accetta tutto|accetto|"
        "aceitar|aceitar todos|aceitar tudo|accepteren|alles accepteren|alle cookies accepteren|"
        "akceptuj|akceptuję|zaakceptuj wszystkie|zgadzam się|godkänn alla|acceptera|acceptera alla|"
        "accepter alle|tillad alle|přijmout|přijmout vše|povolit vše|prihvati|prihvati sve|prihvaćam|"
        "同意|接受|全部接受|接受所有|同意する|すべて受け入れる|동의|모두 동의|모두 수락",
    ),
    (
        "refuse",
        "reject|reject all|reject all cookies|decline|decline all|deny|deny all|refuse|only necessary|"
        "necessary only|necessary cookies only|use necessary cookies only|essential only|manage preferences|"
        "manage cookies|"
        "customise choices|customize choices|save choices|"
        "manage options|manage consent|cookie settings|cookie preferences|cookies settings|customise|"
        "customize|customize settings|save preferences|save settings|save my choices|confirm my choices|"
        "allow selection|save and close|save & close|preferences|more options|i do not accept|"
        "ablehnen|alle ablehnen|nur notwendige|nur essenzielle cookies akzeptieren|einstellungen|auswahl erlauben|"
        "auswahl speichern|einstellungen speichern|individuelle einstellungen|"
        "refuser|tout refuser|je refuse|continuer sans accepter|paramétrer|personnaliser|gérer les cookies|"
        "paramétrer les cookies|paramètres des cookies|enregistrer|enregistrer mes choix|autoriser la sélection|"
        "rechazar|rechazar todo|rechazar todas|configurar|rifiuta|rifiuta tutti|rifiuta tutto|personalizza|"
        "rejeitar|rejeitar todos|recusar|gerir opções|weigeren|alles weigeren|alleen noodzakelijk|"
        "odrzuć|odrzuć wszystkie|ustawienia|avvisa|avvisa alla|neka alla|inställningar|afvis|afvis alle|"
        "odmítnout|odmítnout vše|nastavení|odbij|odbij sve|postavke|"
        "拒绝|全部拒绝|拒否|すべて拒否|거부|모두 거부",
    ),
    (
        "helpful",
        "was this page helpful|was this helpful|was this article helpful|did this answer your question|"
        "did you find this helpful|did you find this page helpful|did you find this article helpful|"
        "did you find this summary helpful|"
        "share feedback|thanks for sharing your feedback|thank you for your feedback|thanks for your feedback|"
        "is this page helpful|did you find it helpful|was this information helpful|"
        "war dieser artikel hilfreich|war diese seite hilfreich|war das hilfreich|"
        "cet article vous a-t-il été utile|cette page vous a-t-elle été utile|cet article était-il utile|"
        "¿te ha resultado útil|¿fue útil este artículo|te resultó útil este artículo|"
        "questo articolo ti è stato utile|è stato utile|esta página foi útil|este artigo foi útil|"
        "was dit artikel nuttig|czy ten artykuł był pomocny|hade du nytta av den här artikeln|"
        "var denne artikel nyttig|此页面对您有帮助吗|この記事は役に立ちましたか",
    ),
    (
        "related",
        "related articles|related posts|related content|related reading|related stories|you might also like|"
        "you may also like|recommended for you|read next|keep reading|recent posts|latest posts|"
        "recent articles|latest articles|latest news|more articles|more from the blog|more stories|"
        "articles in this section|recently viewed articles|"
        "ähnliche artikel|verwandte artikel|neueste beiträge|das könnte sie auch interessieren|"
        "articles associés|articles liés|à lire aussi|articles récents|vous aimerez aussi|"
        "artículos relacionados|entradas recientes|articoli correlati|articoli recenti|artigos relacionados|"
        "posts recentes|gerelateerde artikelen|powiązane artykuły|relaterade artiklar|relaterede artikler|"
        "související články|povezani članci|相关文章|関連記事|관련 글",
    ),
)
_ACCEPTS = ("accept all ", "allow all ", "alle akzeptieren ", "tout accepter ", "aceptar todo ", "accetta tutt")
_AROUND = " \t.,:;!?\u00b7\u2022\u2191\u2193\u25b2\u25bc\u203a\u00bb\u00d7\u2026\u2192\u2190\uff1f\uff01^*-"


@lru_cache(16_384)  # the captures of a page have nearly all of their short lines in common
def line_kind(text: str) -> str:
    """What a short line that is no clause is for, or nothing.

    >>> line_kind("\u2191 Back to top"), line_kind("Accept All"), line_kind("Our terms")
    ('top', 'accept', '')
    """
    low = text.lower()
    return _LINES.get(low.strip(_AROUND), "") or ("accept" if low.startswith(_ACCEPTS) else "")


@lru_cache(4096)
def words_of_names(names: str) -> frozenset[str]:
    """The words an element's id, class and role are made of: `siteNav-menu` is site, nav and menu."""
    return listed(" ".join(_WORD_OF_NAME.findall(names)).lower())


@lru_cache(4096)
def is_consent(names: str) -> bool:
    """Whether a container is named as consent dialogs are."""
    low = names.lower()
    return _STEM.search(low) is not None and _CONSENT_MANAGER.search(low) is not None
