"""How languages say no, by what the other language may say instead.

Good translations turn "at least" into "not less than" and "only" into "not … but". So each way of saying no stands
beside the affirmative words that may answer it in the other language.
"""

from __future__ import annotations

from .denials import LIMIT, ONLY, STILL, URGE, WHETHER, Words

WORDS = {
    "ar": Words(
        plain=r"(?<!\w)[وف]?(?:لا|لم|لن|ليس\w*|غير|بدون|دون|عدم|لست\w*|ألا|بلا|أبدًا|أبداً|أبدا)(?!\w)",
        denied={
            LIMIT: r"(?:لا|ألا|لن|لم) (?:[يت]قل|[يت]زيد|[يت]تجاوز|[يت]تعدى)\w*|دون سن",
            ONLY: r"(?<!\w)[وف]?(?:لا|لن|لم|ليس)(?!\w)[^.؟!]*?(?<!\w)(?:إلا|سوى)(?!\w)",
            WHETHER: r"(?:أم|أو) لا(?!\w)|من عدمه",
            STILL: r"لا [يت]زال\w*|ما زال\w*|لم [يت]زل\w*",
            URGE: r"لا تتردد\w*|لا تنس\w*",
        },
        affirmed={
            LIMIT: r"الأقل|الأكثر|كحد|أقصى|أدنى|حتى|أقل من|أكثر من|تحت|تصل إلى|قبل",
            ONLY: r"فقط|إلا|سوى|فحسب",
            WHETHER: r"ما إذا|(?<!\w)إن كان|(?<!\w)هل(?!\w)",
            URGE: r"\A(?!.*(?:تتردد|تنس))",
        },
        implied=(
            r"ممنوع|[يت]منع|حظر|محظور|[يت]رفض|رفض|مستحيل|معدوم|استثن|[مي]ستثن|معفى|إعفاء|فشل|الاستغناء"
            r"|باستثناء|خال\w? من"
            r"|مجان|(?<!\w)عديم|تجنب|نقص|يفتقر|انعدام"
        ),
        harmless=r"لم شمل|لم الشمل|لا سيما|لا بد|لا بأس|لا غنى",
    ),
    "bg": Words(plain=r"\b(?:не|няма\w*|без|никой|никога|нищо|нито)\b"),
    "de": Words(
        plain=r"\b(?:nicht(?!-)|nichts|kein\w*|nie|niemals|niemand\w*|ohne|weder|nirgend\w*|nein)\b",
        denied={
            LIMIT: r"nicht (?:mehr|weniger|älter|jünger|länger|später|früher|höher|vor|über|unter)\b",
            ONLY: r"nicht (?:nur|bloß)\b",
            WHETHER: r"oder nicht\b(?! \w)",
            URGE: (
                r"\b(?:zöger\w*|vergiss|vergess\w*|scheu\w*)"
                r"(?: (?:sie|dich|sich|euch|ihr|also|bitte|doch|daher)){0,2} nicht\b"
            ),
        },
        affirmed={
            LIMIT: (
                r"mindest\w*|maximal\w*|höchst\w*|bis zu|\bunter|\büber|frühe?st\w*|spätest\w*|\bab\b|\bbis\b"
                r"|nach dem"
            ),
            ONLY: r"\bnur|\berst\b|lediglich|ausschließlich|allein\b|verschreibungspflichtig",
            WHETHER: r"\bob\b",
            STILL: r"\bnoch\b|nach wie vor|weiter\w*|immer noch|bleib\w*",
            URGE: r"\A(?!.*\b(?:zöger|vergiss|vergess|scheu))",
        },
        implied=(
            r"\bun(?!d\b|s\b|ter|ser|ten\b|f[aä]ll|ion|iv|gefähr|garn|garisch)\w{4,}"
            r"|\w+(?:los|losen|lose|loser|loses)\b|\w+frei\w*"
            r"|nicht-?\w+|verb[oi]t\w*|verboten\w*|verhinder\w*|vermeid\w*|verweiger\w*|abgelehn\w*|ablehn\w*"
            r"|ausge(?:nommen|schlossen)\w*"
            r"|auß?er\b|fehl(?:t|en)\b|entf[aä]ll\w*|statt\b|illegal\w*|irregulär\w*|misslung\w*"
            r"|gescheitert\w*|kostenlos\w*|verzicht\w*"
            r"|beliebig\w*|sonst\b|trotz\w*|dennoch|jedoch|initiativ\w*|selten\b|kaum\b|gering\w*"
        ),
        harmless=r"nicht zuletzt|gar nicht so|nicht wahr",
    ),
    "el": Words(
        plain=r"\b(?:δεν|μην?|όχι|ποτέ|χωρίς|κανέν\w*|κανείς|καμία|τίποτα|ούτε)\b",
        implied=r"\bμη \w+|απαγορεύ\w*|εκτός|δωρεάν",
    ),
    "en": Words(
        plain=(
            r"\bneither\b[^.;:!?]*?\bnor\b"
            r"|\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n['’]t\b"
        ),
        denied={
            LIMIT: (
                r"\b(?:not?|never) "
                r"(?:(?:more|less|fewer|older|younger|longer|later|earlier) than|before|over|under|exceed\w*)\b"
            ),
            ONLY: r"not (?:only|just)\b",
            WHETHER: r"\bor not\b",
            URGE: r"\b(?:do not|don['’]t|never) (?:hesitate|forget|be afraid)\b",
        },
        affirmed={
            LIMIT: (
                r"at least|at most|maximum|minimum|up to|\bunder\b|\bover\b|latest|earliest|\buntil\b|\bbelow\b"
                r"|or (?:more|less)|least|max\.|more than"
                r"|less than|exceed\w*|at the end|\bfrom\b|\bafter\b"
            ),
            ONLY: r"\bonly\b|exclusively|\bsolely\b|\bjust\b|exceptional",
            WHETHER: r"\bwhether\b|\bif\b",
            STILL: r"\bstill\b|\bcontinue\w*|\bremain\w*|\byet\b",
            URGE: r"\A(?!.*\b(?:hesitat|forget|be afraid))",
        },
        implied=(
            r"\bun(?!der|it\b|its\b|ion|ique|ivers|iform|til\b|e\b)\w{4,}|\bnon-?\w+|\w{3,}less\b"
            r"|\b(?:in|im|ir|il)(?:valid|complete|eligible|sufficient"
            r"|correct|dependent|formal|direct|possible|regular|legal|accurate|adequate"
            r"|definite)\w*|\bdis(?:allow|appear|advantage|continu|qualif|agree)\w*"
            r"|prevent\w*|prohibit\w*|forbid\w*|forbidden|ban(?:ned|s)?\b|refus\w*|reject\w*|exclu\w*"
            r"|except\w*|exempt\w*|waive\w*|lack\w*|fail\w*|missing"
            r"|avoid\w*|\bfree\b|\bany\b|\bhardly\b|\brarely\b|\botherwise\b|speculative|instead|\bloses?\b"
            r"|\bout of\b|nevertheless|however|although"
        ),
        harmless=r"no\. ?(?=\d)|not least|no matter",
    ),
    "es": Words(
        # A "no" takes what follows it in its clause: "no dice nada a nadie" says no once.
        plain=r"\bno\b(?:[^.,;:!?]*?\b(?:nunca|ni|ningun\w*|ningún|nadie|nada|jamás|tampoco)\b)*"
        r"|\b(?:nunca|sin|ni|ningun\w*|ningún|nadie|nada|jamás|tampoco)\b",
        denied={
            LIMIT: r"\bno (?:más|menos|antes|después|mayor\w*|menor\w*|super\w*)\b",
            ONLY: r"\bno (?:solo|sólo|solamente)\b|\bno\b[^.;]*?\b(?:más que|sino|hasta que)\b",
            WHETHER: r"\bo no\b",
            URGE: r"\bno (?:dud|olvid)\w*",
        },
        affirmed={
            LIMIT: (
                r"al menos|como mínimo|como máximo|mínim\w*|máxim\w*|\bhasta\b|menos de|más de|menor\w* de"
                r"|mayor\w* de|a partir"
            ),
            ONLY: r"\bs[oó]lo\b|solamente|únicamente|exclusivamente",
            WHETHER: r"\bsi\b",
            STILL: r"\baún\b|todavía|sigue\w*|continúa\w*",
            URGE: r"\A(?!.*\b(?:dud|olvid))",
        },
        implied=(
            r"\b(?:in|im|ir|i)(?:válid|complet|suficient|correct|determinad|definid|posibl|regular|legal|necesari|capa)\w*"
            r"|prohib\w*|deneg\w*|rechaz\w*"
            r"|exclu\w*|excepto|salvo|exent\w*|carece\w*|falta\w*|evit\w*|impid\w*|gratuit\w*|gratis|cualquier\w*"
        ),
        harmless=r"no obstante|sin embargo|nada más",
    ),
    "fa": Words(
        plain=r"(?<!\w)(?:ن(?:می|خواه|باید|دار|کن|شو|یست|بود|شد|توان|کرد)\w*|بدون|هیچ\w*|هرگز|نه|عدم|غیر\w*|بی)(?!\w)",
        approximate=True,
    ),
    "fr": Words(
        plain=(
            r"(?:\bne |\bn['’])[^.;:!?]{1,40}?"
            r"\b(?:pas(?: non plus)?|jamais|aucun\w*|ni|rien|plus|personne|guère|point|nul\w*)\b"
            r"(?:[^.,;:!?]*?\bni\b)*|\b(?:aucun\w*|personne|rien|jamais)\b[^.,;:!?]{1,40}?(?:\bne |\bn['’])"
            r"|\b(?:pas|jamais|sans|aucun\w*|ni|rien|nulle part)\b(?:[^.,;:!?]*?\bni\b|(?<=sans) rien)*|\bnon\b(?! \w)"
        ),
        denied={
            LIMIT: (
                r"\bpas (?:plus|moins|avant|après|encore|dépasser|excéder)\b"
                r"|(?:\bne |\bn['’])[^.;!?]{1,60}?\b(?:plus d|moins d|avant |dépasser )"
            ),
            ONLY: (
                r"(?:\bne |\bn['’])(?:(?!\b(?:pas|plus|jamais|rien|aucun\w*)\b)[^.,;:!?]){1,80}?\bqu(?:e\b|['’])"
                r"|\bpas (?:seulement|uniquement)"
            ),
            WHETHER: r"\bou (?:pas|non)\b",
            URGE: r"\bn['’](?:hésit|oubli)\w*(?:[ -]\w+){0,2}? (?:pas|jamais)\b",
        },
        affirmed={
            LIMIT: (
                r"au moins|au plus|maxim\w*|minim\w*|jusqu|moins de|plus de|au-delà|dès|à partir|au maximum|tôt"
                r"|tard"
            ),
            ONLY: r"\bseul\w*|uniquement|exclusivement|(?:\bne |\bn['’])[^.;!?]{1,80}?\bqu(?:e\b|['’])",
            WHETHER: r"\bsi\b|\bs['’]ils?\b",
            STILL: r"\bencore\b|toujours|reste\w*|continue\w*",
            URGE: r"\A(?!.*\b(?:hésit|oubli))",
        },
        implied=(
            r"\bnon[ -](?!plus)\w+"
            r"|\b(?:in|im|ir|il)(?:valide|complet|suffisan|correct|détermin|défini|possib|régul"
            r"|légal|justif|connu|exact|dépendan|direct|just|gale)\w*"
            r"|interdi\w*|refus\w*|rejet\w*|exclu\w*|sauf\b|excepté|exempt\w*|dispens\w*|manqu\w*|évit\w*"
            r"|empêch\w*|gratuit\w*|(?:\bne |\bn['’])"
            r"|illimité\w*|illégal\w*|dépourvu\w*|faute de|absence|rare\w*|peu\b|outre\b|autre\w* que|hors\b"
        ),
        harmless=r"\bn['’]importe (?:quel\w*|qui|quoi|où|comment|lequel|laquelle)|\bpas à pas\b|n['’]est-ce pas"
        r"|\bpremiers? pas\b|un pas\b|rien que",
    ),
    "it": Words(
        plain=r"\b(?:non|mai|senza|né|nessun\w*|niente|nulla)\b",
        denied={
            LIMIT: r"\bnon (?:più|meno|oltre|prima)\b",
            WHETHER: r"\bo (?:no|meno)\b",
            URGE: r"\bnon (?:esit|dimentic)\w*",
        },
        affirmed={
            LIMIT: r"almeno|massim\w*|minim\w*|fino a|meno di|più di",
            ONLY: r"\bsol[oa]\b|soltanto|esclusivamente",
            WHETHER: r"\bse\b",
            URGE: r"\A(?!.*\b(?:esit|dimentic))",
        },
        implied=(
            r"viet\w*|proib\w*|rifiut\w*|esclu\w*|tranne|eccetto|esent\w*|manca\w*|evit\w*|gratuit\w*"
            r"|\bin(?:valid|complet|sufficient|possib)\w*|impossib\w*"
        ),
    ),
    "nl": Words(
        plain=r"\b(?:niet|niets|geen|nooit|niemand|zonder|noch)\b",
        implied=r"verbied\w*|verboden|\bon\w{5,}|\w+loos\b|\w+loze\b",
    ),
    "pl": Words(
        plain=r"\b(?:nie|nigdy|bez|nikt|nic|żad\w*|ani)\b", implied=r"\bnie\w{4,}|zakaz\w*|zabron\w*|odm[oó]w\w*"
    ),
    "pt": Words(
        plain=r"\b(?:não|nunca|sem|nem|nenhum\w*|ninguém|nada|jamais)\b",
        denied={URGE: r"\bnão (?:hesit\w*|se esqueça\w*)"},
        affirmed={
            LIMIT: r"pelo menos|no máximo|no mínimo|até\b",
            ONLY: r"\bsó\b|somente|apenas",
            WHETHER: r"\bse\b",
            URGE: r"\A(?!.*\b(?:hesit|esqueça))",
        },
        implied=r"proib\w*|recus\w*|exclu\w*|exceto|isent\w*|falta\w*|evit\w*|imposs\w*|inválid\w*|gratuit\w*",
    ),
    "ro": Words(plain=r"\b(?:nu|n-|niciodată|fără|nimeni|nimic|nici\w*)\b", implied=r"\bne\w{5,}|interz\w*|refuz\w*"),
    "ru": Words(
        plain=r"\b(?:не|нет|никогда|без|никто|ничего|ни|нельзя|никак\w*)\b",
        denied={
            LIMIT: r"\bне (?:менее|более|меньше|больше|старше|младше|моложе|ранее|раньше|позже|позднее)\b",
            URGE: r"\bне (?:стесня|забу)\w*",
        },
        affirmed={
            LIMIT: r"минимум|максимум|\bдо\b|менее|более|меньше|больше",
            ONLY: r"только|лишь",
            WHETHER: r"\bли\b",
            URGE: r"\A(?!.*\b(?:стесня|забу))",
        },
        implied=r"\bне\w{5,}|запре\w*|отказ\w*|исключ\w*|кроме|освобожд\w*|отсутств\w*|бесплатн\w*",
        harmless=r"тем не менее",
    ),
    "ti": Words(plain=r"(?<!\w)(?:[ኣአ][ዩዪያዬይዮየ]\w+|ብዘይ\w*|ዘይ\w+|የለ\w*|የብል\w*|ዋላ ሓደ)", approximate=True),
    "tr": Words(
        plain=r"\b(?:değil\w*|yok\w*|hiç\w*|asla|ne|olmadan)\b"
        r"|\w+(?:m[ae]z(?:s\w+|l\w+)?|m[ıiuü]yor\w*|m[ae](?:y[ıiae]n\w*|d[ıiae]\w*|m[ae]l\w*|y[ae]c\w+))\b"
        r"|\w+s[ıiuü]z\b",
        approximate=True,
    ),
    "uk": Words(
        plain=(
            r"\b(?:ніколи|ніхто|нічого|жод\w*)\b[^.,;:!?]*?\bне\b"
            r"|\bне\b[^.,;:!?]*?\b(?:ніколи|нікого|нікому|нічого|жод\w*)\b"
            r"|\b(?:не|ні|немає|нема|ніколи|без|ніхто|нічого|жод\w*)\b"
        ),
        denied={
            LIMIT: r"\bне (?:менш\w*|більш\w*|старш\w*|молодш\w*|раніш\w*|пізніш\w*|довш\w*|вищ\w*|перевищ\w*)\b",
            ONLY: r"\bне (?:лише|тільки)\b",
            WHETHER: r"\b(?:чи|або) ні\b",
            URGE: r"\bне (?:соромт|вагай|забу|бій)\w*",
        },
        affirmed={
            LIMIT: r"мінім\w*|максим\w*|щонайменше|щонайбільше|\bдо\b|менше|більше|\bпісля\b|молодш\w*|старш\w*",
            ONLY: r"\bтільки\b|\bлише\b|виключно|винятков\w*",
            WHETHER: r"\bчи\b",
            STILL: r"\bще\b|досі|надалі|залиша\w*",
            URGE: r"\A(?!.*\b(?:соромт|вагай|забу))",
        },
        implied=(
            r"\bне\w{4,}|\bбез\w{4,}|неможлив\w*|заборон\w*|відмов\w*|відхил\w*|виключ\w*|крім|звільнен\w*"
            r"|відсутн\w*|запобіг\w*|уник\w*|окрім|поза\b|погано"
        ),
        harmless=r"тим не менш\w*|не менш важлив\w*",
    ),
    "ur": Words(
        plain=r"(?<!\w)(?:نہیں|نہ|بغیر|مت|کبھی نہیں|بلا)(?!\w)", implied=r"غیر|ممنوع|انکار|مفت", approximate=True
    ),
}
