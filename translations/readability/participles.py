"""How English, French, Italian and Spanish form the passive: “to be” and a participle, side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .word_lists import alternatives, listed, with_endings


@dataclass(frozen=True)
class PassiveForms:
    """One language's auxiliaries, its participles, and what only looks like them."""

    pattern: re.Pattern[str]
    # Adjectives, nouns, and verbs whose past tense takes the same auxiliary.
    not_participles: frozenset[str]
    # Words before the auxiliary that make it another tense.
    not_after: frozenset[str] = field(default_factory=frozenset)


def _pattern(auxiliaries: str, between: str, participles: str, *, before: str = r"(?<![\w'’])") -> re.Pattern[str]:
    space = r"[^\S\n]+"
    return re.compile(
        rf"{before}(?:{auxiliaries}){space}(?:(?:{between}){space}){{0,3}}(?P<participle>{participles})(?![\w'’])",
        re.IGNORECASE,
    )


def _with_endings(stems: str, endings: str) -> str:
    return alternatives(stems) + endings


_ENGLISH_STRONG = (
    "begun bound bought broken brought built caught chosen cut done drawn driven fed filled found forbidden forgotten"
    " given handed held kept laid led left lent lost made meant met overseen paid put read rewritten run said seen"
    " sent set shown shut sold spent split spoken stolen sworn taken taught thought thrown told torn understood"
    " undertaken upheld withdrawn withheld won worn written"
)

_ENGLISH = PassiveForms(
    _pattern(
        "is|are|was|were|be|been|being|isn['’]t|aren['’]t|wasn['’]t|weren['’]t",
        r"not|also|already|always|only|usually|often|never|being|been|then|now|therefore|either|both|still|\w+ly",
        rf"[a-z]{{2,}}(?<!e)ed|[a-z]+(?:reed|freed)|{alternatives(_ENGLISH_STRONG)}",
    ),
    listed(
        "advanced aged allowed bed bored based closed complicated concerned confused convinced detailed disabled"
        " divorced"
        " embarrassed employed engaged entitled excited experienced frightened handicapped hundred hurried indeed"
        " injured insured interested involved left limited located married mixed motivated naked named need pleased"
        " prepared qualified red related retired satisfied scared separated set shed shocked situated skilled supposed"
        " surprised tired traumatised traumatized underaged unemployed uninsured united unmarried unprotected"
        " unrestricted used varied widowed worried called committed dedicated intended overwhelmed stressed seed"
        " unlimited"
    ),
)

_FRENCH_STRONG = _with_endings(
    "accueilli admis appris atteint attendu choisi compris conclu conduit confondu connu construit convenu couvert"
    " cru défendu défini détruit dit dû écrit élargi élu émis entendu établi étendu exclu fait fourni franchi garanti"
    " inscrit instruit interdit interrompu introduit lu maintenu mis obtenu offert omis perçu perdu permis poursuivi"
    " prescrit pris produit promis protégé puni reconnu reçu réduit réfléchi remis rempli rendu repris requis résolu"
    " retenu réuni saisi servi soumis soutenu subi suivi tenu traduit transmis vendu vu",
    "(?:e|s|es)?",
)

_FRENCH = PassiveForms(
    _pattern(
        "est|sont|était|étaient|sera|seront|serait|seraient|soit|soient|être|été|n['’](?:est|était|étaient|êtes)",
        r"pas|plus|aussi|toujours|déjà|souvent|donc|alors|également|bien|jamais|été|\w+ment",
        rf"\w{{2,}}(?:é|ée|és|ées)|{_FRENCH_STRONG}",
    ),
    with_endings(
        "aisé âgé allé approprié arrivé année attaché beauté bébé carré célibataire clé coché composé compliqué"
        " concerné côté dédié décédé demeuré désolé déterminé devenu difficulté divorcé durée élevé employé"
        " entré été fatigué fermé handicapé idée identité illimité inquiet intéressé isolé journée lié limité"
        " marié monté motivé né obligé ouvert parti passé possibilité privé qualité rentré renommé rendez"
        " resté retourné santé sécurité séparé situé sorti spécialisé société soirée tombé varié venu",
        "",
        "e",
        "s",
        "es",
    )
    | listed("mariées année côtés santé connu connus connue connues compris été"),
    frozenset({"se", "me", "te", "nous", "ne", "s", "y"}),
)

_SPANISH_STRONG = _with_endings(
    "abiert absuelt cubiert descrit descubiert devuelt dich dispuest escrit expuest hech impres impuest inscrit"
    " prescrit previst prohibid propuest provist puest resuelt revis revuelt suscrit traducid vist",
    "[oa]s?",
)

_SPANISH = PassiveForms(
    _pattern(
        "es|son|era|eran|fue|fueron|será|serán|sería|serían|sea|sean|ser|sido|siendo",
        r"no|también|ya|siempre|sólo|solo|nunca|luego|\w+mente",
        rf"\w{{2,}}(?:ad|id)[oa]s?|{_SPANISH_STRONG}",
    ),
    with_endings(
        "abogad adecuad agradecid apropiad asegurad avanzad casad complicad comid conocid cuidad debid delicad"
        " demasiad desemplead determinad divertid divorciad elevad emplead entrad estad grad ilimitad invitad jubilad"
        " lad licenciad limitad llamad marcad mercad nacid obligad ocupad partid parecid pasad pesad privad quérid"
        " querid rápid refugiad responsabilid sagrad salid separad soldad sólid válid variad vid ácid húmed líquid"
        " cualificad jurad dedicad medid ayud actividad",
        "o",
        "a",
        "os",
        "as",
    ),
)

_ITALIAN_STRONG = _with_endings(
    "accolt ammess apert appres assolt assunt attes chiest compost compres comunicat concess conclus consegnat"
    " corrett decis descritt dett difes dirett dispost distribuit eless emess escluss esclus espost espress fatt impost"
    " incluse iscritt lett mess offert ottenut permess pers pres prescritt previst prodott promess propost protett"
    " raccolt res respint riammess richiest ridott rimess rimoss risolt scelt scritt sospes sottopost sottoscritt spes"
    " stabilit svolt tradott trasmess vint vist",
    "[oaie]",
)

_ITALIAN = PassiveForms(
    _pattern(
        "è|sono|era|erano|sarà|saranno|sarebbe|sarebbero|sia|siano|essere|stat[oaie]|viene|vengono|venga|vengano|verrà"
        "|verranno|veniva|venivano|venire",
        r"non|anche|già|sempre|solo|mai|poi|quindi|stat[oaie]|\w+mente",
        rf"\w{{2,}}(?:at|ut|it)[oaie]|{_ITALIAN_STRONG}",
    ),
    with_endings(
        "adatt adeguat andat apert arrivat avvocat bastat cambiat chius complicat costat dat determinat diventat"
        " disabilitat disoccupat divorziat dotat durat elevat entrat esaurit fortunat gratuit illimitat immediat"
        " impiegat interessat laureat limitat malat marit mort nat not obbligat occupat partit passat pensionat"
        " pres privat rapid rientrat rifugiat rimast risultat riuscit salit sbagliat scadut separat serv situat"
        " sol solit specializzat sposat stat subit tenut tornat tuttavi uscit util valid variat venut vit vissut"
        " visit volontariat",
        "o",
        "a",
        "i",
        "e",
    ),
    frozenset({"si", "mi", "ti", "ci", "vi"}),
)

FORMS: dict[str, PassiveForms] = {"en": _ENGLISH, "es": _SPANISH, "fr": _FRENCH, "it": _ITALIAN}
