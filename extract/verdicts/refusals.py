"""With which words does a page refuse to show what was asked for, until somebody proves or agrees to something?"""

from __future__ import annotations

import re

from extract.verdicts.phrases import one_of

BOT = one_of(
    r"(?:checking|verifying) (?:your (?:browser|connection|request)|if the site connection)|^(?:just a|"
    r"one) moment|request is being verified|"
    r"(?:are you|you are|you're|that you(?: are|'re)|robot or)(?: not)?(?: an?)? (?:human|robot|bot)|"
    r"talking to a (?:machine|robot|bot)|"
    r"i'm not a robot|human (?:check|verification)|bot verification|"
    r"(?:re)?captcha|attention required|ddos protection|pardon our interruption|enable javascript and cookies|"
    r"one more step|"
    r"requests too (?:quickly|fast|often)|(?:unusual|suspicious) (?:traffic|activity|requests)|(?:automated|"
    r"aggressive) (?:access|requests|"
    r"queries|traffic|scraping)|"
    r"access (?:to (?:this|the) \S+ )?(?:has been |is )?(?:denied|blocked|restricted)|(?:you have been|"
    r"(?:request|ip|address) (?:has been|was)|banned your) (?:blocked|banned|ip)|"
    r"access to this (?:site|service) has been limited|requested url was rejected|security (?:check|"
    r"verification)|review the security of|"
    r"incapsula incident|perimeterx|request unsuccessful|(?:press|hold) (?:and |& |the |button )*(?:hold|"
    r"button)|enter the characters you see|ray id \w{6}",
    r"(?:kein|ein) (?:roboter|bot|mensch) sind|ungewöhnliche\w* (?:anfragen|aktivität\w*|zugriffe|datenverkehr)|"
    r"zugriff (?:\S+ )?(?:verweigert|blockiert|gesperrt)|sicherheits(?:über)?prüfung",
    r"(?:pas|êtes) (?:un )?(?:robot|humain)|(?:activité|trafic) (?:inhabituel|suspect)\w*|"
    r"accès (?:\S+ )?(?:refusé|bloqué|restreint)|vérification de sécurité",
    r"(?:no|que) (?:eres|es|soy) un (?:robot|human)\w*|tráfico (?:inusual|sospechoso)|acceso (?:denegado|"
    r"bloqueado)",
    r"non (?:sei|essere|sono) un robot|essere un essere umano|traffico (?:insolito|anomalo|sospetto)|"
    r"accesso (?:negato|bloccato)|controllo di sicurezza",
    r"(?:não|que) (?:é|és|sou|você é) um (?:rob|human)\w*|tráfego (?:incomum|suspeito)|acesso (?:negado|bloqueado)",
    r"(?:geen robot|een mens) (?:bent|ben)|ongebruikelijk verkeer|toegang geweigerd|(?:jesteś|jestem) robotem|"
    r"nietypowy ruch|dostęp (?:zabroniony|zablokowany)",
    r"(?:inte|ikke) en robot|åtkomst nekad|adgang nægtet|(?:nejste|nejsem) robot|přístup (?:odepřen|zamítnut)|"
    r"robot olmadığ\w+|nem robot",
    r"(?:не|вы) робот|доступ (?:к \S+ )?(?:запрещ\w+|ограничен|заблокирован)|похожи на автоматические|"
    r"необычн\w+ (?:трафик|активность)",
    r"验证码|驗證碼|滑块|安全验证|人机验证|访问验证|访问异常|访问受限|访问被拒绝|异常流量|"
    r"ロボットでは|アクセスが拒否|アクセスが制限|로봇이 아|접근이 거부|접근이 차단",
)
# In the source of short pages: what guards and sellers of domains put there, by their products' names.
GUARDS = re.compile(
    r"/cdn-cgi/challenge-platform|captcha-delivery\.com|_Incapsula_Resource|px-captcha|hcaptcha\.com|"
    r"\b[gh]-(?:re)?captcha|"
    r"recaptcha/(?:api|enterprise)\.js|awswaf|ak_bmsc|sec-if-cpt|kasada|arkoselabs|_cf_chl_opt"
)
LOGIN = one_of(
    r"log ?(?:in|on)|sign ?(?:in|on)|logged in|anmelden|anmeldung|einloggen|se connecter|connexion|"
    r"connectez vous|identifiez vous|iniciar sesión|inicia sesión|"
    r"acced(?:i|er|ere)|entrar|entre na|inloggen|aanmelden|zaloguj|logowanie|logga in|log ind|logg inn|"
    r"kirjaudu|přihlá\w+|prihlás\w+|prijav\w+|bejelentkez\w+|"
    r"autentificare|giriş yap|войти|вход|увійти|登录|登入|ログイン|로그인|تسجيل الدخول|התחבר",
)
PASSWORD = one_of(
    r"password|passwor[dt]|passwort|kennwort|mot de passe|contraseña|senha|palavra passe|wachtwoord|hasł\w+|"
    r"lösenord|adgangskode|passord|salasana|hesl\w+|"
    r"lozink\w+|geslo|jelszó|parol\w+|şifre|парол\w+|密码|密碼|パスワード|비밀번호",
)
SIGN_IN_DEMANDED = one_of(
    r"(?:must|need to|have to|please) (?:be )?(?:log|sign)(?:ged)? ?(?:in|on)|(?:log|"
    r"sign) ?in (?:again )?(?:to|with)|session (?:has |is )?(?:expired|over|ended)|"
    r"members only|(?:join|log in|sign in) (?:to|or sign up) (?:see|view|read|continue)?|(?:create|"
    r"don't have) an account|need help signing in|remember me|"
    r"(?:bitte|müssen sie sich) (?:\S+ )?anmelden|veuillez vous connecter|debes? iniciar sesión|"
    r"musisz się zalogować|请登录|请先登录",
)
# On buttons of consent dialogs, by stems. They count in lines of a few words alone: policies say the same in sentences.
ACCEPTS = one_of(
    r"accept\w*|agree|allow|got it|continue|akzeptier\w*|zustimm\w*|einverstanden|zulassen|j'accepte|"
    r"autoriser|acept\w+|accett\w+|aceit\w+|akkoord|toestaan|"
    r"akcept\w+|zgadzam|przejdź|godkänn|tillåt|tillad|godta|hyväksy\w*|přijm\w+|přijím\w+|souhlas\w*|povolit|"
    r"prihva\w+|súhlas\w*|elfogad\w*|kabul|прин\w+|согла\w+|"
    r"прийн\w+|αποδοχ\w*|同意|接受|受け入れ|동의|수락",
)
DECLINES = one_of(
    r"reject\w*|declin\w*|refus\w*|den(?:y|ies)|necessary|essential|settings|preferences|manag\w*|"
    r"(?:more )?options|choices|customi[sz]e|learn more|without|ablehn\w*|einstellungen|"
    r"notwendige\w*|abonn\w*|paramétr\w*|personnalis\w*|sans|rechaz\w*|configur\w*|suscrib\w*|rifiut\w*|"
    r"personalizza|preferenze|recus\w*|rejeit\w*|opções|weiger\w*|instellingen|"
    r"noodzakelijk\w*|odrzu\w*|ustawieni\w*|nödvändig\w*|inställningar|avvis\w*|neka|nødvendig\w*|afvis|"
    r"tilpas\w*|välttämättöm\w*|odmít\w*|nastavení|odbij|postavke|"
    r"refuz\w*|setări|elutasít\w*|beállítás\w*|reddet|ayarlar\w*|отклон\w*|настро\w*|відхил\w*|απόρριψη|拒绝|设置|"
    r"拒否|設定|거부|설정",
)
ABOUT_CONSENT = one_of(
    r"cookie\w*|eväste\w*|süti\w*|çerez\w*|кук[иі]|kakor|informasjonskapsler|kolačić\w*|piškot\w*|küpsis\w*|"
    r"slapuk\w*|クッキー|쿠키|"
    r"consent\w*|partn\w+|parten\w+|socios|parceiros|terze parti|vendors|advert\w*|werb\w*|"
    r"publici\w*|pubblicit\w*|tracking|traceurs|"
    r"privacy|your choice|devices?|gerät\w*|dispositiv\w*|appareil|urządzeni\w*|prywatno\w*|annons\w*|"
    r"annoncer|gdpr|legitimate interest"
)
