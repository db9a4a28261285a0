"""Which titles name a policy?"""

from __future__ import annotations

import re

NAMES_POLICY = re.compile(
    r"polic|privacy|terms|legal|guideline|agreement|notice|rules|standards|conduct|cookie|dsa|"
    r"politique|política|politica|polityk|richtlinie|règle|charte|"
    r"conditions|condizioni|condições|condiciones|confidentialité|mentions|datenschutz|impressum|"
    r"nutzung|voorwaarden|regulamin|privac|informativa|licen[sc]e|villkor|vilkår|integritet|uvjeti|podmínky|"
    r"accessib|imprint|statement|copyright|disclosure|sla\b|service level|"
    r"returns\b|refund|shipping|deliver|warrant|guarantee|widerruf|rücksend|retours?\b|livraison|devolucion|"
    r"envíos|garan[tz]|"
    r"سياسة|شروط|خصوصي|سیاست|شرایط|قوانین|מדיניות|תנאי|นโยบาย|ข้อกำหนด|नीति|शर्तें|নীতি|கொள்கை|წესები|პოლიტიკა|"
    r"政策|条款|條款|协议|協議|声明|聲明|规则|規則|規約|ポリシー|방침|약관|정책|правила|политик|політик|умови|условия|соглашени|πολιτικ|όροι"
)
