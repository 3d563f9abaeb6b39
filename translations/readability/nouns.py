"""Nouns that hide a verb, and phrases around a noun for which there is a verb."""

from __future__ import annotations

from .word_lists import listed

# German nouns in -ung are turned into their verbs; these, and words composed with them, mean a thing or a state.
THINGS = listed(
    "abteilung anleitung anweisung ausbildung ausstattung bedeutung bedingung bedrohung befreiung begabung begegnung"
    " begleitung behandlung behinderung beratung bescheinigung bestätigung beteiligung betreuung bevölkerung bewegung"
    " beziehung bildung bindung duldung eignung einbürgerung einladung einrichtung einstellung empfehlung entfernung"
    " entscheidung erfahrung erfindung erinnerung erklärung erkrankung erkältung ermäßigung ernährung erziehung fassung"
    " fortbildung forschung förderung gattung gefährdung geltung genehmigung haltung hoffnung impfung kleidung kreuzung"
    " kündigung leistung leitung lieferung lösung meinung meldung mischung mitteilung nahrung neigung ordnung packung"
    " prüfung quittung rechnung regelung regierung richtung sammlung satzung schulung schwellung sendung siedlung"
    " sitzung stellung steuerung stiftung stimmung störung tagung teilung umgebung unterstützung veranstaltung"
    " verantwortung verbindung vereinigung verfassung verfügung vergütung verletzung verordnung verpflegung"
    " verpflichtung versammlung versicherung versorgung vertretung verwaltung vorstellung warnung weiterbildung werbung"
    " wirkung wohnung währung zahlung zeichnung zeitung zulassung zuwanderung öffnung übung überraschung überweisung"
)
# With one of these before it, such a word says again what is done: “Durchführung” is no “Führung”.
VERBAL_PREFIXES = listed(
    "ab an auf aus be bei bereit dar durch ein ent er fest fort frei her heraus hin mit nach statt teil um unter"
    " ver vor"
    " wahr weg weiter wieder zer zu zurück zusammen über"
)

# A noun before “of” and the like, and the verb.
NOUNS: dict[str, dict[str, str]] = {
    "de": {
        "ausgabe": "ausgeben",
        "abgabe": "abgeben",
        "aufnahme": "aufnehmen",
        "einnahme": "einnehmen",
        "einreichung": "einreichen",
        "erhalt": "erhalten",
        "inanspruchnahme": "nutzen",
        "rückgabe": "zurückgeben",
        "vorlage": "vorlegen",
        "wegfall": "wegfallen",
        "übergabe": "übergeben",
        "zuhilfenahme": "mit Hilfe",
    },
    "en": {
        "acquisition": "get",
        "assessment": "assess",
        "cancellation": "cancel",
        "clarification": "make clear",
        "completion": "complete",
        "conversion": "convert",
        "delivery": "deliver",
        "determination": "decide",
        "establishment": "set up",
        "evaluation": "judge",
        "examination": "check",
        "execution": "carry out",
        "extension": "extend",
        "fulfilment": "meet",
        "fulfillment": "meet",
        "granting": "grant",
        "implementation": "carry out",
        "initiation": "start",
        "issuance": "issue",
        "issuing": "issue",
        "modification": "change",
        "notification": "tell",
        "obtaining": "get",
        "placement": "place",
        "preparation": "prepare",
        "presentation": "show",
        "processing": "process",
        "production": "show",
        "provision": "give",
        "reduction": "reduce",
        "refusal": "refuse",
        "rejection": "reject",
        "removal": "remove",
        "renewal": "renew",
        "resolution": "solve",
        "submission": "hand in",
        "termination": "end",
        "transmission": "send",
        "utilisation": "use",
        "utilization": "use",
        "verification": "check",
        "withdrawal": "withdraw",
    },
    "es": {
        "adquisición": "obtener",
        "comprobación": "comprobar",
        "cumplimentación": "rellenar",
        "concesión": "conceder",
        "entrega": "entregar",
        "expedición": "expedir",
        "modificación": "cambiar",
        "obtención": "obtener",
        "presentación": "presentar",
        "realización": "hacer",
        "renovación": "renovar",
        "resolución": "resolver",
        "solicitud": "solicitar",
        "tramitación": "tramitar",
        "utilización": "usar",
        "verificación": "comprobar",
    },
    "fr": {
        "acquisition": "obtenir",
        "attribution": "attribuer",
        "constitution": "préparer",
        "délivrance": "délivrer",
        "établissement": "établir",
        "instruction": "examiner",
        "modification": "modifier",
        "obtention": "obtenir",
        "présentation": "présenter",
        "prolongation": "prolonger",
        "réalisation": "faire",
        "remise": "remettre",
        "renouvellement": "renouveler",
        "transmission": "envoyer",
        "utilisation": "utiliser",
        "vérification": "vérifier",
        "versement": "verser",
    },
    "it": {
        "acquisizione": "ottenere",
        "compilazione": "compilare",
        "concessione": "concedere",
        "conseguimento": "ottenere",
        "effettuazione": "fare",
        "erogazione": "dare",
        "ottenimento": "ottenere",
        "presentazione": "presentare",
        "realizzazione": "fare",
        "rilascio": "rilasciare",
        "rinnovo": "rinnovare",
        "trasmissione": "inviare",
        "utilizzo": "usare",
        "verifica": "controllare",
    },
}

# A phrase as a regular expression, and the plainer word.
PHRASES: dict[str, dict[str, str]] = {
    "de": {
        r"in Anspruch (?:ge|zu )?nehmen|in Anspruch genommen|nehmen Sie [\w ]{1,30} in Anspruch": "nutzen",
        r"zur Verfügung (?:ge|zu )?stell(?:t|en)": "geben",
        r"zur Verfügung (?:zu )?steh(?:t|en)": "es gibt",
        r"in Kenntnis (?:ge|zu )?setz(?:t|en)": "informieren",
        r"zur Anwendung (?:zu )?komm(?:t|en)|findet Anwendung|Anwendung finden": "gelten",
        r"in Betracht (?:zu )?(?:ziehen|gezogen|komm(?:t|en))": "möglich sein",
        r"unter Beweis (?:ge|zu )?stell(?:t|en)": "beweisen",
        r"Sorge (?:zu )?tragen|Sorge getragen": "sorgen für",
        r"in Empfang (?:zu )?nehmen|in Empfang genommen": "bekommen",
        r"in Erwägung (?:zu )?ziehen|in Erwägung gezogen": "überlegen",
        r"zum Abschluss (?:zu )?bringen|zum Abschluss gebracht": "abschließen",
        r"unter Berücksichtigung|unter Zugrundelegung": "wenn Sie beachten",
        r"Rücksprache (?:zu )?(?:halten|nehmen)": "fragen",
    },
    "en": {
        r"ma(?:ke|kes|de|king) (?:an? |the )?application (?=for|to)": "apply",
        r"ma(?:ke|kes|de|king) (?:an? |the )?decision (?=on|about|to)": "decide",
        r"ma(?:ke|kes|de|king) (?:an? |the )?payments?": "pay",
        r"tak(?:e|es|ing|en) into (?:account|consideration)": "consider",
        r"ma(?:ke|kes|de|king) use of": "use",
        r"carr(?:y|ies|ied|ying) out (?:an? |the )?(?:assessment|inspection|examination|review|check)": "check",
        r"giv(?:e|es|en|ing) (?:consideration|assistance) to": "consider, help",
        r"provid(?:e|es|ed|ing) (?:assistance|support) (?:to|with|for|in)": "help",
        r"in possession of": "have",
        r"be in receipt of|in receipt of": "get",
        r"(?:is|are) in need of": "need",
        r"ha(?:ve|s) the (?:possibility|opportunity|option|ability) (?:to|of)": "can",
        r"with (?:regard|respect) to|in relation to|with reference to": "about",
        r"in the event (?:of|that)": "if",
        r"for the purpose of|for the purposes of": "to",
        r"at your disposal": "you can use",
        r"on the part of": "by",
    },
    "es": {
        r"llev(?:ar|a|an|e|en) a cabo": "hacer",
        r"proced(?:er|e|en|a|an) a(?:l| la)?": "el verbo que sigue",
        r"hac(?:er|e|en|ga|gan) entrega de": "entregar",
        r"hac(?:er|e|en|ga|gan) uso de": "usar",
        r"d(?:ar|a|an) comienzo": "empezar",
        r"pon(?:er|e|en|ga) en conocimiento": "avisar",
        r"ten(?:er|ga) en consideración": "pensar en",
        r"en caso de que": "si",
        r"con el fin de|con objeto de|a efectos de": "para",
        r"efectu(?:ar|a|an|e|en) (?:el|la|un|una)": "el verbo solo",
    },
    "fr": {
        r"procéd(?:er|e|ez|ent) (?:à|au|aux)": "le verbe seul",
        r"effectu(?:er|e|ez|ent) (?:une?|la|le|les|votre|vos)": "le verbe seul",
        r"prendre en compte|prendre en considération": "tenir compte de",
        r"fai(?:re|t|tes) (?:l['’]objet|usage) (?:de|d['’])": "le verbe seul",
        r"être en possession (?:de|d['’])": "avoir",
        r"(?:avoir|ont|avez) la possibilité (?:de|d['’])": "pouvoir",
        r"port(?:er|ez) à (?:la|votre) connaissance": "informer",
        r"dans le cadre (?:de|du|d['’])": "pour, pendant",
        r"afin (?:de|d['’])": "pour",
        r"en vue (?:de|d['’])": "pour",
    },
    "it": {
        r"provved(?:ere|e|ono|a) (?:a|al|alla|all['’])": "il verbo solo",
        r"effettu(?:are|a|ano|i) (?:il|la|un|una|l['’])": "il verbo solo",
        r"proced(?:ere|e|ono|a) (?:a|al|alla|all['’]|con)": "il verbo solo",
        r"prendere in considerazione": "considerare",
        r"essere in possesso di": "avere",
        r"dare comunicazione|d(?:à|anno) comunicazione": "comunicare",
        r"al fine di|allo scopo di": "per",
        r"nel caso in cui": "se",
        r"aver(?:e)? la possibilità di|ha la possibilità di|hanno la possibilità di": "potere",
    },
}
