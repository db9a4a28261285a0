"""How much of a text is said in the words of policies?

Whole tokens and beginnings of tokens, looked up in sets: a text is split once, and no pattern is tried at every
letter.  Words on cookies and consent stand apart: consent dialogs say little else.
"""

from __future__ import annotations

import re


def listed(words: str) -> frozenset[str]:
    """The words of a text, as they are looked up.

    >>> sorted(listed("b a b"))
    ['a', 'b']
    """
    return frozenset(words.split())


HAN = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)  # a word of Chinese, Japanese or Korean is about two of them
_LATIN = 0.7  # of the letters
_BEGINNING = 6  # letters of a token that decide in languages that inflect

# Words that policies of every kind use and that menus, products and news hardly do.
WORDS = listed(
    # English
    "personal terms agreement policy policies parties party copyright data ccpa law laws legal lawful "
    "breach retain retention pursuant herein hereby hereunder thereof shall licence license rights dispute disputes "
    "notice notices obligation obligations processor controller subject applicable rules guidelines abuse "
    # German
    "richtlinie richtlinien regeln datenschutz daten agb vertrag impressum haftung recht rechte gesetz dsgvo "
    "betroffene nutzer dritte "
    # French
    "données confidentialité conditions mentions légales privée rgpd responsable tiers droit droits loi article "
    "présentes utilisateur utilisateurs politique politiques règles charte "
    # Spanish, Italian, Portuguese
    "política políticas normas datos privacidad términos condiciones derechos derecho ley terceros usuario tratamiento "
    "politica regole dati riservatezza informativa termini condizioni diritti diritto legge terzi utente titolare "
    "dados privacidade termos condições direitos direito lei terceiros utilizador usuário titular "
    # Dutch
    "gegevens voorwaarden rechten wet avg overeenkomst derden "
    # Polish, Czech, Croatian
    "dane danych osobowe osobowych prawo prawa regulamin umowa umowy rodo "
    "osobní osobních údaje údajů práva smlouva smlouvy podmínky zákon zákona "
    "osobni osobne osobnih podaci podataka podatke pravo uvjeti ugovor zakon zakona "
    # Swedish, Danish
    "personuppgifter uppgifter villkor lag lagen rättigheter avtal avtalet "
    "personoplysninger persondata oplysninger vilkår lov loven rettigheder aftale aftalen"
)
# Letters with which such words begin, whatever their ending.
STEMS = listed(
    "liabil warran indemn jurisd govern termin infrin arbitr disclo proces intell confid compli lawful regula "
    "violat prohib conduc unlawf harass infrac interd enfrei verbot verstö vulner infring "
    "datens person haftun verant einwil verarb rechts nutzun vertra gesetz "
    "respon traite collec utilis protec jurisp obliga droits juridi "
    "tratam privac inform condic aplica tratta trasme riserv condiz condiç "
    "verwer voorwa aanspr toeste rechts overee "
    "prywat osobow przetw zgodni odpowi "
    "integr behand samtyc villko lagsti beting "
    "osobní zpraco souhla odpově smlouv obrada privol odgovo ugovor"
)
CONSENT = listed("cookie cookies consent consents gdpr privacy personalised personalized partners")
# Scripts without spaces, and languages of other letters: looked for inside the text.
_INSIDE = sorted(
    listed(
        "隐私 個人 个人信息 条款 條款 协议 協議 规约 規約 プライバシー 利用規約 権利 同意 法律 责任 責任 权利 權利 "
        "第三方 第三者 用户 保护 保護 "
        "개인정보 약관 이용자 동의 법률 책임 конфид персон соглаш обязат услови права"
    )
)
_TOKEN = re.compile(r"[^\W\d_]+")
_CODE = "cp1252"
_LETTERS = "".join(
    (bytes([byte]).decode(_CODE, "replace") if _TOKEN.match(bytes([byte]).decode(_CODE, "replace")) else " ").lower()
    for byte in range(256)
).encode(_CODE, "replace")
_SAID = WORDS - CONSENT
_FIRST = 700  # characters, in which a policy mostly says enough to be known by


def is_latin(text: str) -> bool:
    """Whether nearly all of a text is ASCII; how texts in other letters speak is hardly known."""
    return len(text.encode("ascii", "ignore")) > _LATIN * len(text)


def tokens(text: str) -> list[str]:
    """The words of a text in lower case, without digits and punctuation."""
    try:
        raw = text.encode(_CODE)
    except UnicodeEncodeError:
        return _TOKEN.findall(text.lower())
    return raw.translate(_LETTERS).decode(_CODE).split()


def spoken(text: str, *, consent: bool = False) -> int:
    """How many words of policies a text says; words on consent alone count nothing unless asked for.

    >>> spoken("We disclose personal data to third parties."), spoken("Lamps and chairs for small flats")
    (4, 0)
    """
    words = tokens(text)
    found = _said(words)
    if consent:
        found += len([word for word in words if word in CONSENT])
    if found or text.isascii():
        return found
    low = text.lower()
    return sum(low.count(word) for word in _INSIDE)


def _said(words: list[str]) -> int:
    return len([word for word in words if word in _SAID or (word[:_BEGINNING] in STEMS and word not in CONSENT)])


def speaks(text: str, least: int) -> bool:
    """Whether a text says at least so many words of policies.

    >>> speaks("We disclose personal data to third parties.", 4), speaks("Lamps and chairs", 1)
    (True, False)
    """
    beginning = text[:_FIRST].rpartition(" ")[0]
    return _said(tokens(beginning)) >= least or spoken(text) >= least


def density(text: str, *, consent: bool = False) -> float:
    """Words of policies among a hundred characters: in policies mostly more than one, elsewhere under a half."""
    return 100 * spoken(text, consent=consent) / len(text) if text else 0.0
