"""With which words does a page say that what was asked for is missing, elsewhere, or still to come?

In the languages most pages come in: what is missing, and that it is, in either order.
"""

from __future__ import annotations

import re

from extract.verdicts.phrases import one_of

NOT_FOUND = one_of(
    r"^(?:\S+ ){0,3}?404(?: |$)|(?:error|fehler|erreur|errore|erro|chyba|greška|fel|http|status|code) 404|"
    r"404~(?:error|oops)",
    "(?:page|file|document|url|content|article|policy|site|address|location|resource|key|"
    "link)~(?:not (?:be )?found|"
    "(?:does not|doesn't|no longer|never) exists?|(?:no longer |isn't |is not |not |un)available|(?:has|"
    "have)? ?been (?:removed|deleted|"
    "unpublished|taken down)|can't be found|does not match|is broken|has expired)",
    "not found$|(?:can't|cannot|can not|couldn't|could not|unable to|trouble|didn't)(?: seem to)? (?:find|"
    "locate)(?:ing)? (?:the|that|this|your|what|any)"
    "|nothing (?:was |to be )?found|isn't available right now|(?:there's |there is )nothing (?:here|to see)|"
    "(?:gone|went|is) missing|wrong turn",
    "(?:has not|not been) archived|excluded from the wayback|cannot be crawled or displayed",
    "(?:seite|dokument|inhalt|adresse|datei)~(?:nicht (?:mehr )?(?:gefunden|finden|vorhanden|verfügbar|"
    "erreichbar|auffindbar)|"
    "existiert (?:leider )?nicht|gibt es (?:leider )?nicht|gelöscht)",
    "(?:page|document|contenu|fichier|lien|adresse)~(?:introuvable|n'existe|n'(?:a|est) (?:pas|plus)|non trouvée?|"
    "(?:a été|déplacée ou) (?:supprimée?|déplacée?)|plus disponible|indisponible)|n'avons pas (?:pu )?trouv(?:é|er)",
    "(?:página|documento|contenido|archivo|dirección|enlace)~(?:no (?:se )?(?:encontr|existe|está|disponible|ha|fue|"
    "pudo)|eliminad|movid)|"
    "no (?:se )?(?:encontramos|encuentra|encontró|hemos encontrado|podemos encontrar|"
    "hemos podido encontrar) (?:la|esta|el|esa|lo)",
    "(?:pagina|documento|contenuto|indirizzo)~non (?:è|esiste|trovat|disponibile)|non (?:abbiamo|riusciamo a) trova",
    "(?:página|documento|conteúdo|endereço|arquivo)~(?:não (?:foi|existe|encontrad|está|disponível)|removid)|"
    "não (?:encontramos|conseguimos encontrar)",
    "pagina~(?:niet (?:meer )?(?:gevonden|vinden|beschikbaar)|bestaat (?:helaas )?niet)|niet gevonden$",
    r"stron\w*~nie (?:istnieje|zosta)|nie (?:znale\w+|odnale\w+|można znaleźć)~stron",
    r"(?:sidan|siden|sida|side)~(?:(?:inte|ikke) (?:blev |kunne )?(?:hitta|find|finn|fund|funn)|hittades inte|"
    r"(?:finns|findes|finnes) (?:inte|ikke)|"
    "kunne ikke|blev ikke)|(?:hittade|fandt|fant) (?:inte|ikke) sid",
    r"sivu\w*~ei (?:löy|ole|voi)",
    r"strán\w*~(?:nenalez|sa nenaš|se nenaš|neexist|nebyla|nebola|jsme nena|sme nena)|(?:nenašli|nenalezli)~strán",
    r"(?:stranic|stran)\w*~(?:nije|ne (?:postoji|obstaja)|ni (?:bila|mogoče))",
    r"oldal\w*~nem (?:talál|létez)",
    r"pagin\w*~nu (?:a|există|poate|este)",
    r"sayfa\w*~(?:bulunama|mevcut değil|kaldırıl)",
    r"(?:страниц|сторінк|документ)\w*~(?:не (?:най|суще|зна|існ|нам)|удал|видал)",
    "σελίδα~δεν (?:βρ|υπ)",
    r"(?:lehte|lehekülg\w*)~ei (?:leit|ole)|puslap\w*~neras|lapa~nav (?:atr|piee)",
    "halaman~tidak (?:ditemukan|ada|tersedia)|không tìm thấy|trang~không tồn tại",
    r"(?:页面|頁面|网页|網頁|文章|内容|文件) (?:\S ){0,12}?(?:不存在|找不到|未找到|被删|被移|被刪|"
    r"已删|已移|已刪|无法找到)|"
    r"(?:找不到|未找到) (?:\S ){0,10}?(?:页|頁|文件)",
    r"ページ (?:\S ){0,8}?(?:見つかりません|見つから|存在しません|削除)|페이지 (?:\S ){0,8}?(?:찾을 수 없|존재하지 않)",
    "الصفحة~(?:غير موجودة|لا يمكن|لم يتم)|صفحه~(?:یافت نشد|وجود ندارد)|(?:הדף|העמוד)~(?:לא נמצא|אינו קיים|לא קיים)",
    "ไม่พบหน้า|ไม่พบเพจ",
)
NOT_HERE = re.compile(
    r"\b(?:the|this|your|requested) (?:page|document|policy|agreement|file|content) (?:\w+ ){0,4}"
    r"(?:(?:could|can|was) ?not (?:be )?found|(?:does not|no longer) exists?|is no longer available|"
    r"has been deleted)|"
    r"\b(?:das dokument|die seite) (?:\w+ ){0,3}nicht gefunden|\ble document (?:\w+ ){0,4}introuvable|"
    r"\bel documento no (?:existe|se ha encontrado)|\bil documento non (?:esiste|è stato trovato)"
)
MOVED = one_of(
    r"(?:document|page|object|site|statement|policy|notice) (?:has |was |"
    r"is )?(?:been )?moved(?: permanently)?(?: (?:to|here)|$)|"
    r"(?:object|document|page) (?:has )?moved|moved permanently|^redirecting|(?:are|is|you) being redirected|"
    r"redirected automatically|redirecting you|now lives at|"
    r"update your bookmarks|http 30\d response",
    r"(?:sie werden|wird) (?:\S+ ){0,3}?weitergeleitet|allez être redirigé|redirigiendo|(?:será|"
    r"serás) redirigido|reindirizzamento|"
    r"redirecionando|wordt doorgestuurd|przekierowanie|přesměrování|перенаправлен|正在跳转|リダイレクト",
)
LISTING = one_of(
    r"^index of \S+$|^directory listing|^search results|^suchergebnisse|^résultats de (?:la )?recherche|"
    r"^resultados de (?:la )?búsqueda|"
    r"^risultati (?:della|di) ricerca|^zoekresultaten|^wyniki wyszukiwania|^sökresultat|^søgeresultat|"
    r"^výsledky (?:vyhledávání|hledání)|^搜索结果|^検索結果"
)
LOADING = one_of(
    r"javascript|enable js to|^(?:loading|please wait)|(?:page|content) is (?:being )?load(?:ed|ing)|"
    r"preparing your|support (?:this|your) (?:\S+ )?browser|browser (?:\S+ ){0,3}?(?:not supported|"
    r"unsupported|outdated|too old)|"
    r"wird geladen|bitte warten|chargement|cargando|caricamento|carregando|laden even geduld|ładowanie|"
    r"načítání|indlæser|laster inn|läser in|ladataan|загрузка|yükleniyor|"
    r"加载中|載入中|読み込み中|로딩"
)
