"""Which words say that the date after them is the document's own?"""

from __future__ import annotations

import re
from functools import cache

# What stands before the day of the last change, by language; then before the day from which a text holds.
_UPDATED = {
    "en": r"(?:last|latest|most recent)(?:ly)?\s+(?:updated?|modified|modification|revised|revision|changed?|amended"
    r"|amendment|reviewed|edited|published)|updated|revised|modified|amended|revision|(?:re)?issued|published|adopted"
    r"|date\s+of\s+(?:the\s+)?(?:last|latest|publication|issue)|posted\s+on",
    "de": r"zuletzt|(?:letzte|letztmalige)[rn]?\s+(?:aktualisierung|änderung|überarbeitung|bearbeitung|fassung)|stand"
    r"|aktualisiert|geändert\s+am|fassung\s+vom|veröffentlicht|version\s+vom|überarbeite?t\w*",
    "fr": r"derni[èe]re?s?\s+(?:mises?|modifications?|actualisations?|versions?|révisions?|mis)|mise?s?\s+à\s+jour"
    r"|à\s+jour\s+(?:du|au)|actualisée?s?|révisée?s?|modifiée?s?\s+le|établie?s?\s+le|mise?\s+en\s+ligne"
    r"|date\s+de\s+(?:la\s+)?publication|publiée?s?\s+le",
    "es": r"[úu]ltima\s+(?:actualizaci[óo]n|modificaci[óo]n|revisi[óo]n|versi[óo]n)|actualizad[oa]|modificad[oa]\s+el"
    r"|fecha\s+de\s+(?:[úu]ltima\s+)?(?:actualizaci[óo]n|revisi[óo]n|publicaci[óo]n)|revisad[oa]|publicad[oa]",
    "ca": r"[úu]ltima\s+(?:actualització|modificació|revisió)|darrera\s+\w+|actualitza[td]",
    "pt": r"[úu]ltima\s+(?:ac?tualiza[çc][ãa]o|modifica[çc][ãa]o|altera[çc][ãa]o|revis[ãa]o|vers[ãa]o)|ac?tualizad[oa]"
    r"|revisad[oa]|revist[oa]\s+em|data\s+d[ae]\s+(?:[úu]ltima\s+)?(?:atualização|publicação)|publicad[oa]",
    "it": r"ultim[oa]\s+(?:aggiornamento|modifica|revisione|versione)|aggiornat[oai]|revisionat[oa]"
    r"|data\s+di\s+(?:ultimo\s+)?(?:aggiornamento|pubblicazione)|pubblicat[oa]",
    "nl": r"(?:laatst|voor\s+het\s+laatst)\s+\w+|laatste\s+(?:update|wijziging|aanpassing|herziening|versie)"
    r"|bijgewerkt|gewijzigd\s+op|gepubliceerd",
    "pl": r"ostatni[ao]?\s+(?:aktualizacj\w+|zmian\w+|modyfikacj\w+|aktualizowan\w+)|(?:data\s+)?aktualizacj[ai]"
    r"|zaktualizowan\w+|data\s+publikacji|wersja\s+z",
    "cs": r"poslední\s+(?:aktualizace|změna|úprava|revize)|(?:na)?posledy?\s+\w+|aktualizov[aá]n\w+|aktualizace"
    r"|vydáno",
    "sk": r"posledn[áý]\s+(?:aktualizácia|zmena|úprava)|naposledy\s+\w+|aktualizovan\w+|aktualizácia",
    "hu": r"utols[óo]\s+\w+|utoljára\s+\w+|frissítve|módosítva|frissítés|kelt",
    "ro": r"ultima\s+(?:actualizare|modificare|revizuire)|actualizat\w*|revizuit\w*|data\s+actualizării",
    "sv": r"senast\s+\w+|senaste\s+(?:uppdatering\w*|ändring\w*|version\w*)|uppdaterad\w*|uppdaterat|reviderad",
    "da": r"(?:sidst|senest)\s+\w+|seneste\s+\w+|opdatere[td]|revideret",
    "no": r"(?:sist|senest)\s+\w+|siste\s+\w+|oppdater[t]|revidert",
    "fi": r"viimeksi\s+\w+|viimeisin\s+\w+|päivitetty|muokattu|julkaistu|laadittu|päivitys",
    "tr": r"(?:en\s+)?son\s+(?:güncelle\w+|değişiklik|revizyon)|güncelle\w+",
    "ru": r"последн\w+\s+(?:обновлени\w+|изменени\w+|редакци\w+)|обновлен\w*|обновлён\w*|редакци[ия]\s+от"
    r"|дата\s+(?:последнего\s+\w+|публикации|редакции|обновления|изменения)|опубликован\w*|изменен\w+\s+от",
    "uk": r"останн\w+\s+(?:оновлення|зміни?|редакція)|оновлено|редакці[яї]\s+від|дата\s+\w+",
    "bg": r"последн\w+\s+(?:актуализация|промяна|изменение)|актуализиран\w*|обновен\w*",
    "el": r"τελευταία\s+\w+|ενημερώθηκε|ημερομηνία\s+(?:τελευταίας\s+)?\w+|αναθεωρήθηκε",
    "hr": r"(?:posljednj[ae]|zadnj[ae])\s+\w+|ažuriran\w*|zadnji\s+put",
    "sl": r"zadnj[aeič]+\s+\w+|posodobljen\w*|nazadnje\s+\w+",
    "lt": r"paskutin\w+\s+\w+|atnaujint\w*",
    "lv": r"pēdējo\s+reizi|pēdējās?\s+\w+|atjaunināt\w*",
    "et": r"viimati\s+\w+|uuendatud|viimane\s+\w+",
    "id": r"terakhir\s+\w+|diperbarui|pembaruan\s+terakhir",
    "vi": r"cập\s+nhật(?:\s+lần\s+cuối)?|sửa\s+đổi",
}
_EFFECTIVE = {
    "en": r"effective|in\s+force|in\s+effect|takes?\s+effect"
    r"|(?:com(?:es?|ing)|came|go(?:es)?|going|went|entry|enter(?:s|ed|ing)?|put)\s+into\s+(?:force|effect)"
    r"|valid\s+(?:from|as\s+of|since)|appl(?:y|ies|icable)\s+(?:from|as\s+of|since)|in\s+use\s+since",
    "de": r"gültig(?:keit\w*)?\s+(?:ab|seit|vom)|gültigkeitsdatum|gelten\s+(?:ab|seit)|in\s+kraft|wirksam"
    r"|gilt\s+(?:ab|seit)|inkrafttreten\w*|tr(?:itt|eten)\s+(?:am|ab|zum)",
    "fr": r"en\s+vigueur|date\s+d[’']\s?(?:effet|entrée|application)|prend(?:re)?\s+effet"
    r"|s[’']applique(?:nt)?\s+à\s+compter"
    r"|applicables?\s+(?:au|à\s+(?:partir|compter|dater)|depuis)|valables?\s+(?:à\s+(?:partir|compter)|depuis)",
    "es": r"en\s+vigor|vigente|vigencia|fecha\s+(?:efectiva|de\s+entrada)|entra\s+en\s+vigor|efectiv[oa]"
    r"|válid[oa]\s+desde",
    "ca": r"en\s+vigor|vigent|vigència",
    "pt": r"em\s+vigor|vigência|vigente|data\s+(?:efetiva|de\s+entrada|de\s+vigência)|válid[oa]\s+(?:a\s+partir"
    r"|desde)",
    "it": r"in\s+vigore|validità|valid[oaei]\s+(?:dal?|a\s+partire)|efficac\w+|decorrenza|entrata\s+in",
    "nl": r"geldig\s+(?:vanaf|per|sinds)|van\s+kracht|ingangsdatum|in\s*werking\w*|tre(?:edt|den)\s+(?:op|per|vanaf)"
    r"|ga(?:at|an)\s+in\s+(?:op|per|vanaf)|van\s+toepassing\s+(?:vanaf|per|sinds)",
    "pl": r"obowiązuj\w+(?:\s+od)?|wchodzi\s+w\s+życie|wejścia\s+w\s+życie|data\s+wejścia|w\s+brzmieniu\s+od",
    "cs": r"účinn\w+(?:\s+od)?|platn\w+\s+(?:od|k)|v\s+platnosti|nabýv\w+",
    "sk": r"účinn\w+(?:\s+od)?|platn\w+\s+(?:od|k)|v\s+platnosti|nadobúda\w*",
    "hu": r"hatályos|hatálya?|hatályba|érvényes",
    "ro": r"în\s+vigoare|intră\s+în|valabil\w*\s+(?:de|din)|efectiv\w*",
    "sv": r"gäller\s+(?:från|sedan)|träder\s+i\s+kraft|i\s+kraft|giltig\w*\s+från",
    "da": r"gælder\s+fra|gældende\s+fra|træder\s+i\s+kraft|i\s+kraft|ikrafttræd\w+",
    "no": r"gjelder\s+fra|gjeldende\s+fra|trer\s+i\s+kraft|i\s+kraft",
    "fi": r"voimassa|voimaan",
    "tr": r"yürürlü\w+|geçerlilik",
    "ru": r"вступает\s+в\s+силу|вступлени\w+\s+в\s+силу|действ\w+\s+с|действительн\w+\s+с",
    "uk": r"набира\w+\s+чинності|набуття\s+чинності|чинн\w+\s+з|діє\s+з",
    "bg": r"в\s+сила|влиза\w*\s+в",
    "el": r"(?:σε|τίθεται\s+σε)\s+ισχύ|ισχύει|ισχύος|έναρξη",
    "hr": r"na\s+snazi|stupa(?:nj\w+)?\s+na|vrijed[ei]\s+od|važ[ei]\s+od|primjenjuj\w+|u\s+primjeni",
    "sl": r"velja\w*\s+od|v\s+veljavi|veljavnost\w*",
    "lt": r"įsigalioj\w+|galioja\s+nuo",
    "lv": r"spēkā",
    "et": r"jõustu\w+|kehtib\s+alates",
    "id": r"berlaku|tanggal\s+efektif",
    "vi": r"có\s+hiệu\s+lực|hiệu\s+lực",
}
# Scripts that put no space between words.
_UPDATED_JOINED = (
    r"更新|修订|修訂|改定|改訂|制定|最后修改|最後修改|发布|發佈|公布|개정|업데이트|최종\s?수정|공고|제정|ปรับปรุง|อัปเดต|แก้ไข|تحديث|عُدّل"
    r"|עודכן|עדכון|अद्यतन|अपडेट"
)
_EFFECTIVE_JOINED = r"生效|施行|实施|實施|発効|適用開始|시행|발효|적용\s?일|มีผล|سريان|السريان|نفاذ|בתוקף|לתוקף|प्रभावी"
# Words that speak of a date only where hardly anything else stands in the line.
_SHORT_UPDATED = (
    r"versions?|versión|versão|versione|versie|wersja|verze|verzia|verzió|versiune|versjon|versio|sürüm|версия"
    r"|версія|έκδοση|verzija|"
    r"dated?|datum|fecha|data|dato|dátum|datum|tarih|дата|päiväys|rev\.?|status|(?:established|created)\s+on"
    r"|as\s+of|as\s+at|posted|à\s+jour|version\s+du"
    r"|état\s+au|版本"
)


@cache
def cue(language: str) -> re.Pattern[str]:
    """The cues of a language and of English, which templates keep; of all languages where none is known.

    What matched is told by its group: "updated", "effective", the same with "joined_" before it, or "short" for a
    word that counts only where hardly anything else stands in the line.
    """
    near = {"nb": "no", "nn": "no"}.get(language, language)
    updated, effective = (
        "|".join(dict.fromkeys(cues[name] for name in ((near, "en") if near in cues else cues)))
        for cues in (_UPDATED, _EFFECTIVE)
    )
    return re.compile(
        rf"(?i)(?<!\w)(?:(?P<effective>{effective})|(?P<updated>{updated})|(?P<short>{_SHORT_UPDATED})(?!\w))"
        rf"|(?P<joined_effective>{_EFFECTIVE_JOINED})|(?P<joined_updated>{_UPDATED_JOINED})"
    )
