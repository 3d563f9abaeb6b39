"""The small city's pages: the city, topics, a situation, a procedure, a service and articles."""

from __future__ import annotations

from tests.site_builder.entities import (
    ADVICE_LINE,
    COUNCIL,
    FEE,
    HARBOUR_AID,
    LANGUAGES,
    LIBRARY,
    NO_FEE,
    OFFICE,
    PROCEDURE,
    SITE_URL,
    SITUATION,
    SUBTOPIC,
    TENANCY,
    TERM,
    TOPIC,
    UNKNOWN,
    Body,
    document,
    mention,
    requirement,
    step,
    translate,
)


def frame() -> list[Body]:
    """The city, its topics and a situation."""
    city = document(
        "city",
        "harbourton",
        path="",
        title="Harbourton",
        introduction=f"<p>For people who are new here. Start with {mention('page', PROCEDURE, 'your address')}.</p>",
        country="GB",
        region_code="UKF",
        languages=LANGUAGES,
        time_zone="Europe/London",
        site_url=SITE_URL,
        publisher="Harbourton City Council",
        publisher_email="guide@harbourton.example.org",
        publisher_address="1 Quay Street, Harbourton HB1 1AA",
    )
    home = document("topic", "home", title="Home", summary="Finding and keeping a home.", icon="home", position=1)
    renting = document("topic", "renting", path="home/renting", title="Renting", summary="", icon="", parent=TOPIC)
    arrived = document(
        "situation",
        "just-arrived",
        title="I have just arrived",
        summary="The first steps, in a good order.",
        procedures=[PROCEDURE],
        checklist=True,
    )
    return [
        city,
        translate(city, "ar", state="machine", title="هاربورتون", introduction="<p>للقادمين الجدد.</p>"),
        translate(city, "de", title="Harbourton", introduction="<p>Für Menschen, die neu hier sind.</p>"),
        home,
        translate(home, "ar", state="machine", title="السكن", summary="العثور على منزل."),
        translate(home, "de", title="Wohnen", summary="Eine Wohnung finden."),
        renting,
        translate(renting, "de", title="Mieten"),
        arrived,
        translate(arrived, "ar", state="machine", title="وصلت للتو", summary="الخطوات الأولى."),
        translate(arrived, "de", title="Ich bin gerade angekommen", summary="Die ersten Schritte."),
    ]


def procedure() -> list[Body]:
    """A procedure with every kind of step, branch, mention and gap."""
    text = (
        f"<p>Bring {mention('document', TENANCY, 'the contract')} to {mention('office', OFFICE, 'the centre')}. "
        f"It costs {mention('cost', FEE, 'a fee')}. Call {mention('contact', ADVICE_LINE, 'us')}. "
        f"See {mention('term', TERM, 'Council Tax')} and {mention('page', UNKNOWN, 'a lost page')}.</p>"
    )
    procedure = document(
        "procedure",
        "register-address",
        path="home/register-address",
        title="Register your address",
        parent=TOPIC,
        topics=[TOPIC],
        situations=[SITUATION],
        owner=COUNCIL,
        checked_on="2026-09-01",
        review_due="2027-03-01",
        source_url="https://council.harbourton.example.org/register",
        valid_until="2027-12-31",
        summary="Tell the city where you live.",
        outcome="<p>A letter that confirms your address.</p>",
        for_whom="<p>Everyone who moves here.</p>",
        audience=[
            {
                "operator": "all",
                "conditions": [
                    {"facet": "months", "values": ["from-0", "from-3"]},
                    {"facet": "housing", "values": ["renting", "friends"]},
                ],
            }
        ],
        authority=COUNCIL,
        deadline={"days": 14, "event": "after you move in", "counted": "after"},
        duration={"value": 2, "maximum": 3, "unit": "week"},
        online=True,
        appeal="<p>Write to the council within a month.</p>",
        if_it_fails="<p>Ask for the reason in writing.</p>",
        legal_basis=[{"title": "Local Addresses Act", "url": "https://law.example.org/addresses"}],
        steps=[
            step(
                "book",
                title="Book an appointment",
                text=text,
                documents=[
                    requirement("passport", copies=2),
                    requirement("tenancy-agreement", condition="you rent", note="All pages.", sworn_translation=True),
                ],
                cost=FEE,
                office=OFFICE,
                link="https://council.harbourton.example.org/book",
                duration={"value": 1, "maximum": None, "unit": "hour"},
                deadline={"days": 0, "event": "after you move in", "counted": "after"},
                legal_basis=[{"title": "Local Addresses Act", "url": None}],
                branches=[{"id": "refused", "condition": "The council refuses", "step": "object"}],
            ),
            step("walk-in", kind="or", title="Walk in without an appointment", office=OFFICE),
            step("photo", kind="and", title="Have a photo taken", cost=NO_FEE),
            step(
                "wait", kind="wait", title="Wait for the letter", duration={"value": 10, "maximum": 15, "unit": "day"}
            ),
            step("object", title="Object to a refusal", branches=[{"id": "again", "condition": "", "step": "book"}]),
        ],
    )
    ar = translate(
        procedure,
        "ar",
        state="machine",
        outdated=3,
        title="سجّل عنوانك",
        summary="أخبر المدينة أين تسكن.",
        outcome="<p>رسالة تؤكد عنوانك (Letter of confirmation).</p>",
        for_whom="<p>كل من ينتقل إلى هنا.</p>",
        deadline={"event": "بعد الانتقال"},
        if_it_fails="<p>اطلب السبب كتابةً.</p>",
        steps=[
            {
                "id": "book",
                "title": "احجز موعدًا",
                "text": f"<p>أحضر {mention('document', TENANCY, 'العقد')} إلى {mention('office', OFFICE, 'المركز')}. "
                f"بسعر {mention('cost', FEE, 'رسوم')}. هاتف: {mention('contact', ADVICE_LINE, 'خط المشورة')}.</p>",
                "documents": [{"id": "tenancy-agreement", "condition": "إذا كنت مستأجرًا"}],
            },
            {"id": "walk-in", "title": "تعال بدون موعد"},
            {"id": "wait", "title": "انتظر الرسالة"},
        ],
    )
    de = translate(
        procedure,
        "de",
        title="Adresse anmelden",
        summary="Sagen Sie der Stadt, wo Sie wohnen.",
        outcome="<p>Ein Brief, der Ihre Adresse bestätigt.</p>",
        for_whom="<p>Alle, die herziehen.</p>",
        deadline={"event": "nach dem Einzug"},
        appeal="<p>Schreiben Sie an die Stadt.</p>",
        if_it_fails="<p>Fragen Sie nach dem Grund.</p>",
        steps=[
            {
                "id": "book",
                "title": "Termin buchen",
                "text": f"<p>Bringen Sie {mention('document', TENANCY, 'den Vertrag')} mit.</p>",
                "deadline": {"event": "nach dem Einzug"},
                "documents": [{"id": "tenancy-agreement", "condition": "Sie mieten", "note": "Alle Seiten."}],
                "branches": [{"id": "refused", "condition": "Die Stadt lehnt ab"}],
            },
            {"id": "walk-in", "title": "Ohne Termin kommen"},
            {"id": "photo", "title": "Foto machen lassen"},
            {"id": "wait", "title": "Auf den Brief warten"},
            {"id": "object", "title": "Widersprechen"},
        ],
    )
    return [procedure, ar, de]


def pages() -> list[Body]:
    """A service and articles, one of them in English only."""
    service = document(
        "service",
        "welcome-advice",
        path="home/welcome-advice",
        title="Welcome advice",
        sensitivity="safety",
        parent=TOPIC,
        topics=[TOPIC, SUBTOPIC],
        situations=[SITUATION],
        summary="Free advice in your language.",
        for_whom="<p>Everyone new.</p>",
        body=[
            {"id": "what", "type": "text", "html": "<h2>What we do</h2><p>We read letters with you.</p>"},
            {"id": "private", "type": "info", "html": "<p>We tell nobody.</p>"},
            {"id": "late", "type": "warning", "html": "<p>Come before the deadline.</p>"},
        ],
        documents=[requirement("passport", original=False)],
        authority=HARBOUR_AID,
        offices=[OFFICE, LIBRARY],
        channels=[
            {"kind": "online", "url": "https://advice.harbourton.example.org/"},
            {"kind": "phone", "url": None},
            {"kind": "visit", "url": None},
        ],
        costs=[NO_FEE, FEE],
        processing_time={"value": 1, "maximum": None, "unit": "day"},
        deadline=None,
        if_it_fails="",
        legal_basis=[],
        contact=ADVICE_LINE,
        procedure=PROCEDURE,
        checked_on="2026-10-01",
        owner=HARBOUR_AID,
    )
    article = document(
        "article",
        "first-days",
        path="home/first-days",
        title="Your first days",
        parent=TOPIC,
        topics=[TOPIC],
        summary="What to do first.",
        body=[{"id": "one", "type": "text", "html": "<h2>First</h2><ul><li><b>Rest.</b></li></ul>"}],
        attribution="Text: Harbour Aid, CC BY 4.0",
    )
    rubbish = document(
        "article",
        "rubbish",
        path="home/rubbish",
        title="Rubbish and recycling",
        parent=TOPIC,
        topics=[TOPIC],
        position=2,
        summary="",
        body=[{"id": "one", "type": "text", "html": "<p>Put it out on Monday.</p>"}],
        attribution="",
    )
    return [
        service,
        translate(service, "ar", state="machine", title="مشورة الترحيب", summary="مشورة مجانية بلغتك."),
        translate(
            service,
            "de",
            title="Willkommensberatung",
            summary="Kostenlose Beratung in Ihrer Sprache.",
            for_whom="<p>Alle Neuen.</p>",
            body=[
                {"id": "what", "html": "<h2>Was wir tun</h2><p>Wir lesen Briefe mit Ihnen.</p>"},
                {"id": "private", "html": "<p>Wir sagen niemandem etwas.</p>"},
                {"id": "late", "html": "<p>Kommen Sie vor der Frist.</p>"},
            ],
        ),
        article,
        translate(article, "ar", state="machine", title="أيامك الأولى", summary="ما تفعله أولاً."),
        translate(
            article,
            "de",
            title="Ihre ersten Tage",
            summary="Was zuerst zu tun ist.",
            body=[{"id": "one", "html": "<h2>Zuerst</h2><ul><li><b>Ruhen Sie sich aus.</b></li></ul>"}],
        ),
        rubbish,
    ]
