"""With which words does a page say that it is no policy?

Phrases are matched against canonical text (lower case, without punctuation), in the languages most pages come in.
They count only where little else is said: long pages carry banners, notices for browsers without scripts and menus
that say the same.
"""

from __future__ import annotations

import re

NOT_FOUND = re.compile(
    r"\b(?:page|file|document|url|content|article|policy|site|address) (?:\w+ ){0,6}(?:not (?:be )?found|"
    r"(?:does not|doesn't|no longer) exists?|no longer available|isn't available|is not available|has been removed|"
    r"has moved|been deleted)|"
    r"\b404\b.{0,40}\b(?:not found|error|page|oops)|\b(?:error|not found|oops)\b.{0,30}\b404\b|^404$|^not found$|"
    r"page (?:isn't|is not) available|can't (?:seem to )?find (?:the|that|this|your) (?:page|document)|"
    r"could ?n[o']t (?:find|locate) (?:the|that|this) page|nothing (?:was )?found here|"
    r"seite (?:\w+ ){0,4}(?:nicht gefunden|existiert nicht|nicht mehr verfügbar)|"
    r"page (?:\w+ ){0,4}(?:introuvable|n'existe (?:pas|plus)|plus disponible)|page non trouvée|"
    r"página (?:\w+ ){0,4}(?:no encontrada|no existe|não encontrada|não existe)|no se encuentra la página|"
    r"pagina (?:\w+ ){0,4}(?:non trovata|non esiste|niet gevonden|bestaat niet)|"
    r"nie znaleziono strony|strona (?:\w+ ){0,4}(?:nie istnieje|nie została znaleziona)|"
    r"sidan (?:\w+ ){0,4}(?:hittades inte|finns inte)|siden (?:\w+ ){0,4}(?:blev ikke fundet|findes ikke|finnes ikke)|"
    r"stránka (?:\w+ ){0,4}(?:nenalezena|neexistuje)|stranica (?:\w+ ){0,4}(?:nije pronađena|ne postoji)|"
    r"страница (?:\w+ ){0,4}не (?:найдена|существует)|页 面 不 存 在|頁 面 不 存 在|找 不 到 (?:\S ){0,6}(?:页|頁)|"
    r"ペ ー ジ が 見 つ か り ま せ ん|페 이 지 를 찾 을 수 없"
)
NOT_HERE = re.compile(
    r"\b(?:the|this|your|requested) (?:page|document|policy|agreement|file|content) (?:\w+ ){0,4}"
    r"(?:(?:could|can|was) ?not (?:be )?found|(?:does not|no longer) exists?|is no longer available|has been deleted)|"
    r"\b(?:das dokument|die seite) (?:\w+ ){0,3}nicht gefunden|\ble document (?:\w+ ){0,4}introuvable|"
    r"\bel documento no (?:existe|se ha encontrado)|\bil documento non (?:esiste|è stato trovato)"
)
BOT = re.compile(
    r"checking (?:your browser|if the site connection)|^just a moment|verify(?:ing)? (?:that )?you are (?:a )?human|"
    r"are you a (?:human|robot)|attention required|enable javascript and cookies to continue|"
    r"ddos protection by|please (?:complete|solve) the (?:captcha|security check)|"
    r"pardon our interruption|unusual traffic|access (?:to this page has been )?denied|"
    r"incapsula incident|request unsuccessful|security check|i'm not a robot|bot verification|"
    r"(?:sorry )?you have been blocked|perimeterx|one more step|press (?:and|&)? ?hold to confirm|"
    r"automated (?:access|requests|queries)|your request (?:has been|was) blocked|"
    r"überprüfen sie,? dass sie ein mensch sind|sicherheitsüberprüfung|vérifie[rz] que vous êtes (?:un )?humain|"
    r"vérification de sécurité|verifica(?:r|ndo)? que (?:eres|es|é|você é) (?:un )?human[oa]?|"
    r"verifica di essere un essere umano|controleren of u een mens bent|安 全 验 证|人 机 验 证|访 问 验 证"
)
LOGIN = re.compile(
    r"\b(?:log ?in|sign ?in|you must (?:be logged|log) in|please (?:log|sign) ?in|session (?:has )?expired|"
    r"anmelden|einloggen|se connecter|connexion|connectez vous|iniciar sesión|accedi|entrar|inloggen|zaloguj|"
    r"logga in|log ind|logg inn|přihlásit|prijava|prijavi(?:te)? se|войти)\b|登 录|登 入|ロ グ イ ン|로 그 인"
)
ERROR = re.compile(
    r"\b(?:internal server error|service (?:temporarily )?unavailable|bad gateway|"
    r"gateway time ?-?out|something went wrong|an (?:unexpected )?error (?:has )?occurred|"
    r"application error|client side exception|database error|error establishing|temporarily unavailable|"
    r"too many requests|rate limit|under maintenance|scheduled maintenance|be back soon|"
    r"wartungsarbeiten|interner serverfehler|es ist ein fehler aufgetreten|en maintenance|"
    r"une erreur (?:est survenue|s'est produite)|erreur interne|ha ocurrido un error|se ha producido un error|"
    r"si è verificato un errore|ocorreu um erro|er is een fout opgetreden|wystąpił błąd|došlo k chybě|"
    r"fatal error|runtime error|server error|forbidden|unauthorized)\b|系 统 (?:错 误|维 护)|服 务 器 错 误"
)
PARKED = re.compile(
    r"\b(?:domain (?:name )?(?:is|may be) (?:available )?for sale|buy this domain|this domain (?:is|"
    r"has been) (?:for sale|registered|parked|expired)|domain parking|parked (?:free|domain|page)|"
    r"sponsored listings|related searches|inquire about this domain|the domain has expired|"
    r"make an offer on this domain|renew (?:your|this) domain|"
    r"diese domain (?:steht zum verkauf|ist zu verkaufen|kaufen)|"
    r"ce (?:nom de )?domaine est à vendre|este dominio está (?:a la venta|en venta)|questo dominio è in vendita|"
    r"dit domein is te koop|domena (?:jest )?na sprzedaż|este domínio está à venda)\b"
)
CONSENT = re.compile(
    r"\b(?:accept (?:all|cookies)|allow all|agree and close|reject all|decline all|manage (?:cookies|preferences|"
    r"options|consent|choices)|cookie (?:settings|preferences)|before you continue|we value your privacy|"
    r"i agree|would like your (?:consent|permission)|continue without (?:agreeing|accepting)|ich stimme zu|"
    r"alle (?:cookies )?(?:akzeptieren|ablehnen|zulassen)|nur notwendige|j'accepte|tout (?:accepter|refuser)|"
    r"accepter et fermer|continuer sans accepter|paramétrer les cookies|personnaliser mes choix|"
    r"aceptar todo|rechazar todo|configurar cookies|accetta tutt\w|rifiuta tutt\w|aceitar tud\w|rejeitar tud\w|"
    r"alles (?:accepteren|weigeren)|godkänn alla|accepter alle|zaakceptuj wszystk\w|odrzuć wszystk\w|"
    r"přijmout vše|odmítnout vše|prihvati sve|odbij sve)\b"
)
LOADING = re.compile(
    r"^(?:loading|please wait)\b|\b(?:(?:enable|turn on|activate) javascript|(?:requires|needs|without) javascript|"
    r"javascript (?:is (?:required|disabled)|has been disabled|enabled)|enable js to|page is loading|"
    r"wird geladen|javascript aktivieren|activer javascript|chargement en cours|"
    r"activar javascript|abilitare javascript|ativar o javascript|cargando|caricamento in corso|"
    r"laden even geduld|ładowanie)\b|加 载 中|載 入 中|読 み 込 み 中"
)
# In the source of short pages: what guards and sellers of domains put there, by their products' names.
GUARDS = re.compile(
    r"/cdn-cgi/challenge-platform|captcha-delivery\.com|_Incapsula_Resource|px-captcha|hcaptcha\.com|"
    r"recaptcha/(?:api|enterprise)\.js|awswaf|ak_bmsc|sec-if-cpt|kasada|arkoselabs"
)
SELLERS = re.compile(
    r"(?i)sedoparking|parkingcrew|bodis\.com|hugedomains|dan\.com/|afternic|parklogic|above\.com|skenzo|"
    r"domain(?:market|sponsor)\."
)
NAMES_POLICY = re.compile(
    r"polic|privacy|terms|legal|guideline|agreement|notice|rules|standards|conduct|cookie|dsa|"
    r"politique|política|politica|polityk|richtlinie|règle|charte|"
    r"conditions|condizioni|condições|condiciones|confidentialité|mentions|datenschutz|impressum|"
    r"nutzung|voorwaarden|regulamin|privac|informativa|licen[sc]e|villkor|vilkår|integritet|uvjeti|podmínky|"
    r"accessib|imprint|statement|copyright|disclosure|sla\b|service level"
)
