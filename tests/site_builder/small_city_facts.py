"""The small city's directory: who and where, papers, costs, numbers and words."""

from __future__ import annotations

from tests.site_builder.entities import COUNCIL, PROCEDURE, Body, document, opening, translate


def directory() -> list[Body]:
    """Organisations and offices."""
    council = document(
        "organisation",
        "city-council",
        title="City Council",
        organisation_kind="authority",
        description="<p>Runs the city.</p>",
        url="https://council.harbourton.example.org/",
        email="contact@harbourton.example.org",
        phones=[{"number": "+441632960100", "languages": ["en"]}],
        parent_organisation=None,
        verified=True,
    )
    aid = document(
        "organisation",
        "harbour-aid",
        title="Harbour Aid",
        organisation_kind="ngo",
        description="",
        url=None,
        email=None,
        phones=[],
        parent_organisation=COUNCIL,
        verified=False,
    )
    centre = document(
        "office",
        "civic-centre",
        title="Civic Centre",
        organisation=COUNCIL,
        address={"street": "1 Quay Street", "postal_code": "HB1 1AA", "locality": "Harbourton", "country": "GB"},
        latitude=52.7,
        longitude=-0.9,
        access_notes="Use the glass door.",
        accessibility={"step_free": "yes", "toilet": "no", "lift": "unknown", "hearing_loop": "yes"},
        phones=[{"number": "+441632960101", "languages": ["en", "ar"]}],
        email="desk@harbourton.example.org",
        url="https://council.harbourton.example.org/civic-centre",
        opening_hours=[
            opening([1, 2, 3, 4, 5], "09:00", "12:30"),
            opening([4], "14:00", "18:00"),
            opening([6], "10:00", "12:00", by_appointment=True),
        ],
        closures=[{"id": "new-year", "from": "2027-01-01", "to": "2027-01-02", "reason": "New Year"}],
        appointment_url="https://council.harbourton.example.org/book",
        languages_spoken=["en", "ar"],
        checked_on="2026-10-12",
        review_due="2027-04-12",
    )
    library = document(
        "office",
        "central-library",
        title="Central Library",
        organisation=None,
        address={"street": "2 Quay Street", "postal_code": "", "locality": "Harbourton", "country": "GB"},
        latitude=None,
        longitude=None,
        access_notes="",
        accessibility={"step_free": "unknown", "toilet": "unknown", "lift": "unknown", "hearing_loop": "unknown"},
        phones=[],
        email=None,
        url=None,
        opening_hours=[],
        closures=[],
        appointment_url=None,
        languages_spoken=[],
    )
    return [
        council,
        translate(council, "ar", state="machine", title="مجلس المدينة", description="<p>يدير المدينة.</p>"),
        translate(council, "de", title="Stadtverwaltung", description="<p>Leitet die Stadt.</p>"),
        aid,
        translate(aid, "de", title="Hafenhilfe"),
        centre,
        translate(centre, "ar", state="machine", title="المركز المدني"),
        translate(
            centre,
            "de",
            title="Bürgerzentrum",
            access_notes="Nehmen Sie die Glastür.",
            closures=[{"id": "new-year", "reason": "Neujahr"}],
        ),
        library,
        translate(library, "ar", state="machine", title="المكتبة المركزية"),
        translate(library, "de", title="Zentralbibliothek"),
    ]


def facts() -> list[Body]:
    """Document types, costs, contacts and a term."""
    passport = document(
        "document_type",
        "passport",
        title="Passport",
        official_name="Passport",
        description="<p>Your travel document.</p>",
        synonyms=[{"id": "travel-document", "name": "Travel document"}],
        issued_by=None,
        how_to_get=None,
    )
    tenancy = document(
        "document_type",
        "tenancy-agreement",
        title="Tenancy agreement",
        official_name="Assured shorthold tenancy agreement",
        description="<p>The contract with your landlord.</p>",
        synonyms=[],
        issued_by=COUNCIL,
        how_to_get=PROCEDURE,
    )
    fee = document(
        "cost",
        "registration-fee",
        title="Registration fee",
        amount="12.50",
        currency="GBP",
        free=False,
        reduction="Half price for students.",
        payment_methods=["cash", "card"],
        condition="For each person.",
    )
    no_fee = document(
        "cost",
        "no-fee",
        title="Advice",
        amount=None,
        currency="GBP",
        free=True,
        reduction="",
        payment_methods=[],
        condition="",
    )
    emergency = document(
        "contact",
        "emergency",
        title="Police, fire, ambulance",
        number="999",
        email=None,
        url=None,
        when_to_call="Call when life is in danger.",
        languages=["en"],
        always=True,
        opening_hours=[],
        emergency=True,
    )
    line = document(
        "contact",
        "advice-line",
        title="Advice line",
        sensitivity="safety",
        number="+441632960102",
        email="advice@harbourton.example.org",
        url="https://advice.harbourton.example.org/",
        when_to_call="Call when you do not understand a letter.",
        languages=["en", "ar"],
        always=False,
        opening_hours=[opening([1, 3], "10:00", "13:00")],
        emergency=False,
    )
    term = document(
        "term",
        "council-tax",
        title="Council Tax",
        official_term="Council Tax",
        explanation="<p>A tax on homes that pays for the city's work.</p>",
        do_not_translate=True,
    )
    return [
        passport,
        translate(passport, "ar", state="machine", title="جواز السفر", description="<p>وثيقة سفرك.</p>"),
        translate(
            passport,
            "de",
            title="Reisepass",
            description="<p>Ihr Reisedokument.</p>",
            synonyms=[{"id": "travel-document", "name": "Reisedokument"}],
        ),
        tenancy,
        translate(tenancy, "ar", state="machine", title="عقد الإيجار"),
        translate(tenancy, "de", title="Mietvertrag", description="<p>Der Vertrag mit dem Vermieter.</p>"),
        fee,
        translate(fee, "ar", state="machine", title="رسوم التسجيل", reduction="نصف السعر للطلاب."),
        translate(fee, "de", title="Gebühr", reduction="Die Hälfte für Studierende.", condition="Je Person."),
        no_fee,
        translate(no_fee, "de", title="Beratung"),
        emergency,
        translate(emergency, "ar", state="machine", title="الشرطة والإطفاء", when_to_call="عند الخطر على الحياة."),
        translate(emergency, "de", title="Polizei, Feuerwehr", when_to_call="Wenn Leben in Gefahr ist."),
        line,
        translate(line, "ar", state="machine", title="خط المشورة", when_to_call="عندما لا تفهم رسالة."),
        translate(line, "de", title="Beratungstelefon", when_to_call="Wenn Sie einen Brief nicht verstehen."),
        term,
        translate(term, "ar", state="machine", explanation="<p>ضريبة على المنازل.</p>"),
        translate(term, "de", title="Council Tax", explanation="<p>Eine Steuer auf Wohnungen.</p>"),
    ]
