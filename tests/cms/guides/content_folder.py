"""A small city as content files: one entity or two of every kind, with all their fields, and two languages."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

CITY = "millbrook"

FILES = {
    "city.yaml": """
        title: Millbrook
        introduction: |
          Welcome. Start with [register your address](procedure:register).
        country: GB
        region_code: UKF
        source_language: en
        languages: [en, de, ar]
        time_zone: Europe/London
        site_url: https://guide.millbrook.example.org
        publisher: Millbrook Council
        publisher_email: guide@millbrook.example.org
        publisher_address: Town Hall, Millbrook
        """,
    "city.de.yaml": """
        translated_by: person
        title: Millbrook
        introduction: |
          Willkommen. Beginnen Sie mit [der Anmeldung](procedure:register).
        """,
    "topics/arrival.yaml": """
        title: Arrival
        summary: Your first weeks.
        icon: arrival
        """,
    "topics/arrival.de.yaml": """
        translated_by: person
        title: Ankommen
        summary: Ihre ersten Wochen.
        """,
    "topics/papers.yaml": """
        title: A few papers
        parent: arrival
        summary: What every office asks for.
        """,
    "situations/just-arrived.yaml": """
        title: I have just arrived
        summary: The first steps.
        procedures: [register, bus-pass]
        checklist: true
        """,
    "organisations/council.yaml": """
        title: Council
        kind: authority
        description: |
          Runs the town.
        url: https://council.example.org
        email: council@example.org
        phones:
          - {number: "+441174960100", languages: [en, ar]}
        verified: true
        """,
    "organisations/welcome-team.yaml": """
        title: Welcome team
        kind: ngo
        parent: council
        """,
    "offices/town-hall.yaml": """
        title: Town Hall
        checked_on: 2026-03-01
        review_due: 2027-03-01
        organisation: council
        address:
          street: 1 Mill Lane
          postal_code: MB1 1AA
          locality: Millbrook
          country: GB
        latitude: 52.5
        longitude: -1.25
        access_notes: Ring the bell.
        accessibility: {step_free: "yes", toilet: "no"}
        phones:
          - {number: "+441174960101"}
        opening_hours:
          - {days: [1, 2], opens: "09:00", closes: "12:30", by_appointment: true}
          - {days: [5], opens: "20:00", closes: "24:00"}
        closures:
          - {from: 2026-12-25, to: 2027-01-01, reason: Christmas}
          - {from: 2027-04-02, to: 2027-04-02}
        appointment_url: https://council.example.org/book
        languages_spoken: [en, ar]
        """,
    "offices/town-hall.de.yaml": """
        translated_by: person
        title: Rathaus
        access_notes: Bitte klingeln.
        closures:
          - {reason: Weihnachten}
        """,
    "documents/passport.yaml": """
        title: Passport
        official_name: Passport of your country
        description: |
          A valid travel document.
        synonyms:
          travel: Travel document
          id: Photo ID
        issued_by: council
        how_to_get: register
        """,
    "documents/passport.de.yaml": """
        translated_by: machine
        title: Reisepass
        description: |
          Ein gültiges Reisedokument.
        synonyms:
          travel: Reisedokument
          id: Ausweis mit Foto
        """,
    "documents/lease.yaml": """
        title: Lease
        """,
    "costs/fee.yaml": """
        title: Fee
        amount: "12.00"
        currency: GBP
        reduction: Children pay nothing.
        payment_methods: [cash, card]
        condition: For each person.
        """,
    "contacts/line.yaml": """
        title: Advice line
        number: "112"
        email: line@example.org
        url: https://line.example.org
        when_to_call: Call when you do not know what to do.
        languages: [en]
        always: true
        emergency: true
        """,
    "terms/lease.yaml": """
        title: Lease
        explanation: |
          A contract about a home.
        do_not_translate: true
        """,
    "services/bus-pass.yaml": """
        title: Bus pass
        topic: arrival
        also_in: [papers]
        situations: [just-arrived]
        sensitivity: safety
        summary: Travel for less.
        for_whom: |
          - Children
          - People over 66
        body:
          use:
            text: |
              ## How to use it

              Show it to **the driver**. A trip costs [the fee](cost:fee).
          lost:
            warning: |
              Report a lost pass: [line](contact:line).
        documents:
          passport: {original: true, note: Or a card.}
        authority: council
        offices: [town-hall]
        channels:
          - {kind: online, url: https://council.example.org/pass}
          - {kind: visit}
        costs: [fee]
        processing_time: 1 week
        deadline: {days: 0, event: before your first trip}
        if_it_fails: |
          Ask [the team](organisation:welcome-team).
        legal_basis:
          - {title: Buses Act 1999, url: https://law.example.org/1999}
        contact: line
        procedure: register
        """,
    "procedures/register.yaml": """
        title: Register your address
        topic: arrival
        owner: council
        source_url: https://council.example.org/register
        valid_from: 2026-01-01
        valid_until: 2028-12-31
        summary: Tell the council where you live.
        outcome: |
          A letter that shows your address.
        for_whom: |
          Everyone who moves in.
        authority: council
        deadline: {days: 14, event: after you move in}
        duration: 10-15 days
        online: true
        steps:
          book:
            title: Book an appointment
            text: |
              By [phone](contact:line) or online.
            office: town-hall
            link: https://council.example.org/book
            branches:
              refused: {condition: There is none in time, step: write}
          go:
            title: Go there
            documents:
              passport: {}
              lease: {if: if you rent, copies: 2, sworn_translation: true}
            cost: fee
            duration: 1 hour
            deadline: {days: 7, event: after you have booked}
            legal_basis:
              - {title: Address Act}
          write:
            kind: or
            title: Write a letter
        appeal: |
          Write to the council.
        if_it_fails: |
          Call [the line](contact:line).
        legal_basis:
          - {title: Address Act}
        """,
    "procedures/register.de.yaml": """
        translated_by: person
        title: Adresse anmelden
        summary: Sagen Sie der Stadt, wo Sie wohnen.
        outcome: |
          Ein Brief, der Ihre Adresse zeigt.
        for_whom: |
          Alle, die einziehen.
        deadline: {event: nach dem Einzug}
        steps:
          book:
            title: Termin buchen
            text: |
              Mit [dem Telefon](contact:line) oder im Internet.
            branches:
              refused: {condition: Es gibt keinen rechtzeitig}
          go:
            title: Hingehen
            documents:
              lease: {if: wenn Sie mieten}
            deadline: {event: nach der Buchung}
          write:
            title: Einen Brief schreiben
        appeal: |
          Schreiben Sie der Stadt.
        if_it_fails: |
          Rufen Sie [die Nummer](contact:line) an.
        """,
    "articles/first-days.yaml": """
        title: First days
        topic: papers
        summary: What can wait.
        body:
          what:
            text: |
              Read about [the lease](term:lease) and [the pass](service:bus-pass).

              1. Rest
              2. Eat
        attribution: Text by the welcome team, CC BY 4.0
        """,
    "articles/first-days.de.yaml": """
        translated_by: person
        title: Erste Tage
        summary: Was warten kann.
        """,
}


def write_folder(root: Path) -> Path:
    """The folder of the city, made below `root`."""
    folder = root / CITY
    for name, text in FILES.items():
        write_file(folder, name, text)
    return folder


def write_file(folder: Path, name: str, text: str) -> None:
    """Write a file, without the indentation of its text."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip(), encoding="utf-8")


def edit_file(folder: Path, name: str, old: str, new: str) -> None:
    """Replace a piece of a file that stands in it once."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"“{old}” stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def line_of(folder: Path, name: str, piece: str) -> int:
    """The first line of a file, from 1, that holds `piece`."""
    lines = (folder / name).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if piece in line)
