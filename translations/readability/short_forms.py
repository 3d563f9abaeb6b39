"""Short forms that are as well written out, abbreviations that everybody knows, and words often put in capitals."""

from __future__ import annotations

from .word_lists import listed

SHORT_FORMS: dict[str, dict[str, str]] = {
    "de": {
        "bspw.": "zum Beispiel",
        "bzgl.": "zu",
        "bzw.": "oder",
        "ca.": "etwa",
        "d. h.": "das heißt",
        "evtl.": "vielleicht",
        "gem.": "nach",
        "ggf.": "wenn nötig",
        "ggfs.": "wenn nötig",
        "i. d. R.": "meistens",
        "inkl.": "mit",
        "insb.": "vor allem",
        "lt.": "laut",
        "max.": "höchstens",
        "mind.": "mindestens",
        "o. ä.": "oder Ähnliches",
        "o. g.": "genannt",
        "s. o.": "siehe oben",
        "s. u.": "siehe unten",
        "sog.": "so genannt",
        "u. a.": "unter anderem",
        "u. U.": "manchmal",
        "v. a.": "vor allem",
        "vgl.": "siehe",
        "z. B.": "zum Beispiel",
        "z. T.": "zum Teil",
        "z. Zt.": "zur Zeit",
        "zzgl.": "und dazu",
    },
    "en": {
        "approx.": "about",
        "e.g.": "for example",
        "i.e.": "that is",
        "incl.": "including",
        "max.": "at most",
        "resp.": "or",
    },
    "es": {
        "aprox.": "más o menos",
        "máx.": "como máximo",
        "mín.": "como mínimo",
        "p. ej.": "por ejemplo",
        "p. e.": "por ejemplo",
        "incl.": "incluido",
        "v. g.": "por ejemplo",
    },
    "fr": {
        "c.-à-d.": "c’est-à-dire",
        "càd": "c’est-à-dire",
        "cf.": "voir",
        "env.": "environ",
        "max.": "au plus",
        "p. ex.": "par exemple",
        "ex.": "exemple",
    },
    "it": {
        "ad es.": "per esempio",
        "ca.": "circa",
        "cfr.": "vedi",
        "es.": "per esempio",
        "max.": "al massimo",
        "p. es.": "per esempio",
        "incl.": "compreso",
    },
}

# What newcomers meet in every country, and what they use or see daily in one.
GENERALLY_KNOWN: dict[str, frozenset[str]] = {
    "": listed(
        "ABC AIDS ATM BIC CD CEO COVID CV DNA DVD EU FAQ GPS HIV IBAN ID IT NATO OK PC PDF PIN PS QR SIM SMS SOS TAN TV"
        " UN UNHCR UNICEF UNO URL US USA USB VIP VPN WC WHO WLAN"
    ),
    "de": listed("ADAC AG CDU CSU DDR DHL EC FDP GEZ KFZ KG LKW MO DI MI DO FR SA SO NRW PKW SPD TÜV UG VW"),
    "en": listed("AM BBC EC EEA MON TUE WED THU FRI SAT SUN NHS PM TUBE UK"),
    "es": listed("CEE EE UE UU DNI ONU VIH SIDA"),
    "fr": listed("UE ONU OMS RER SNCF TGV VIH SIDA TTC"),
    "it": listed("UE ONU OMS SPA SRL TG RAI IVA"),
}

SHOUTED: dict[str, frozenset[str]] = {
    "de": listed(
        "alle aber amt auch auf aus bei bis das der die ein eine hier immer in ist ja kein keine mit mehr neu nein"
        " nicht"
        " nie nur oder ohne sehr sie tipp und vor wenn wir wo zu zwei hilfe info infos sofort"
    ),
    "en": listed(
        "all always and any are before but by do does don each for free from here if in info is it more must need never"
        " new no not note office only or out please stop the this to urgent with without yes you your"
    ),
    "es": listed(
        "atención con de el en gratis la los más muy ni no nota nunca o para por si sin sí solo sólo todo todos y"
    ),
    "fr": listed(
        "avec dans de des en et gratuit il jamais la le les ne non note oui ou pas pour sans si sur tous tout un une"
    ),
    "it": listed("con da di e gratis il in la le mai no non nota o per più senza si solo sì tutti tutto un una"),
}
