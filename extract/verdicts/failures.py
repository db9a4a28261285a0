"""With which words does a server say that it failed, will not serve a country, or has nothing but a name to sell?"""

from __future__ import annotations

import re

from extract.verdicts.phrases import one_of

_ELSEWHERE = r"(?:country|region|location|area|territory)"
REGION = one_of(
    rf"(?:not|un) ?(?:currently )?(?:available|accessible|supported) (?:\S+ )?(?:in|from|"
    rf"to) your (?:current )?(?:\S+ or )?{_ELSEWHERE}|"
    rf"your {_ELSEWHERE} is not supported|unavailable (?:due to|for) legal reasons",
    r"in (?:deinem|ihrem|deiner|ihrer) (?:land|region)~(?:nicht|verfügbar)|nicht (?:verfügbar|"
    r"erreichbar) in (?:ihrem|deinem) land",
    r"(?:pas|in) ?(?:disponible|accessible) (?:dans|depuis) votre (?:pays|région)|"
    r"no (?:está )?disponible en (?:tu|su) (?:país|región)|"
    r"non (?:è )?disponibile nel (?:tuo|suo) paese|não (?:está )?disponível (?:no|em) seu (?:país|região)|"
    r"niet beschikbaar in (?:uw|jouw) (?:land|regio)|"
    r"niedostępn\w+ w (?:twoim|państwa) (?:kraju|regionie)|недоступ\w+ в вашем (?:регионе|стране)",
)
ERROR = one_of(
    r"internal server error|server error|service (?:is )?(?:temporarily )?unavailable|bad gateway|"
    r"gateway time ?-?out|something (?:has )?(?:went|gone) wrong|"
    r"(?:an|unexpected) error (?:has )?(?:occurred|was)|an error occurred|(?:an|a|the)? ?unexpected (?:error|"
    r"condition)|(?:application|runtime|fatal|parse|database|host|connect) error|"
    r"client side exception|error establishing|stack trace|traceback most recent|exception report|"
    r"\S{1,60}exception|internal ?error|(?:come|check) back (?:in|later)|"
    r"connection (?:timed out|refused|reset|failure)|"
    r"http (?:error|status) (?:50\d|403)|temporarily (?:unavailable|unable)|bandwidth limit|too many requests|"
    r"rate limit|account has been suspended|forbidden|unauthorized|"
    r"access ?denied|couldn't load|failed to load|failed to open stream|try again (?:later|in a)",
    r"(?:under|for|some|scheduled|undergoing|down for|site) maintenance|be (?:right )?back (?:online|soon|"
    r"shortly)|^maintenance",
    r"(?:ein|es ist ein) (?:\S+ )?fehler (?:ist )?aufgetreten|etwas ist schief|interner serverfehler|"
    r"wartung\w*|gewartet",
    r"une erreur (?:\S+ )?(?:est survenue|s'est produite)|erreur (?:interne|du serveur)|(?:en|"
    r"cours de) maintenance",
    r"(?:ha ocurrido|se ha producido|ocurrió) un error|algo (?:salió|ha ido) mal|mantenimiento|"
    r"si è verificato un errore|qualcosa è andato storto|manutenzione",
    r"(?:ocorreu um|houve um) erro|algo (?:deu|correu|de) (?:errado|mal)|manutenção|er (?:is|"
    r"ging) (?:een fout|iets)|ging er iets mis|"
    r"fout opgetreden|onderhoud",
    r"wystąpił\w* (?:\S+ )?błąd|coś poszło nie tak|przerwa techniczna|prace (?:konserwacyjne|techniczne)|"
    r"konserwacj\w+|ett fel (?:har )?(?:uppstått|inträffade)|något gick fel|underhåll",
    r"der (?:opstod|skete) en fejl|noe gikk galt|vedligehold\w*|vedlikehold|jokin meni vikaan|virhe tapahtui|"
    r"huoltokatko|došlo k chybě|nastala chyba|údržb\w+",
    r"došlo je do (?:pogreške|greške)|održavanj\w+|hiba történt|karbantartás|a apărut o eroare|mentenanță|"
    r"bir hata oluştu|bakım",
    r"произошла ошибка|ошибка сервера|технически\w+ работ\w+|сталася помилка|"
    r"系统错误|系统维护|系统繁忙|服务器错误|维护中|エラーが発生|"
    r"メンテナンス|오류가 발생|점검 중",
)
PARKED = one_of(
    r"(?:domain|domain name|website|webpage|name)~(?:for sale|(?:available )?for purchase|parked|has expired|"
    r"(?:been|was) (?:recently |newly )?registered)|"
    r"^\S+ is (?:for sale|available)|(?:buy|get|own|lease|purchase|inquire about|make an offer on|"
    r"renew) (?:this|your|the) (?:domain|name)|premium domain|interested in this domain|"
    r"(?:this|the) domain is|offering it for sale|domain (?:parking|broker|owner)|parked (?:free|domain|page)|"
    r"^expired domain|sponsored listings|related searches|"
    r"domain (?:isn't|is not) connected",
    r"(?:diese |die )?domain~(?:zum verkauf|zu verkaufen|kaufen|geparkt|registriert)|steht zum verkauf",
    r"(?:nom de )?domaine~(?:à vendre|en vente|expiré|réservé|parking)|dominio~(?:en venta|a la venta|"
    r"aparcado|in vendita|parcheggiato|registrad\w+|scaduto)",
    r"domínio~(?:à venda|estacionado|registrado)|domein~(?:te koop|geparkeerd|geregistreerd)|"
    r"domena~(?:na sprzedaż|zaparkowana|wygasła)",
    r"domän\w*~till salu|domæne\w*~til salg|doména~(?:na prodej|predaj)|домен~(?:прода|припаркован)",
    r"域名 (?:\S ){0,6}?(?:出售|转让|过期)|ドメイン (?:\S ){0,8}?(?:販売|売)|도메인 (?:\S ){0,6}?판매",
)
SELLERS = re.compile(
    r"(?i)sedoparking|parkingcrew|bodis\.com|hugedomains|dan\.com/|afternic|parklogic|above\.com|skenzo|"
    r"domain(?:market|sponsor)\."
)
