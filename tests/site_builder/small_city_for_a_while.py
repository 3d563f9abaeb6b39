"""What the small city says for a while: alerts, events and courses."""

from __future__ import annotations

from tests.site_builder.entities import (
    ADVICE_LINE,
    FEE,
    HARBOUR_AID,
    LIBRARY,
    OFFICE,
    TOPIC,
    Body,
    document,
    mention,
    translate,
)


def alerts() -> list[Body]:
    """One for everybody, and one above a topic and what is below it. Both are valid when the tests run."""
    water = document(
        "alert",
        "boil-water",
        path="alerts/boil-water",
        title="Boil your tap water",
        valid_from="2026-11-01",
        valid_until="2099-12-31",
        severity="danger",
        text=f"<p>Do not drink it as it is. Questions? {mention('contact', ADVICE_LINE, 'Call us')}.</p>",
        affects=[],
    )
    move = document(
        "alert",
        "rent-office-moves",
        path="alerts/rent-office-moves",
        title="The rent office moves",
        position=1,
        valid_until="2099-06-30",
        severity="info",
        text="<p>It is closed for two days.</p>",
        affects=[TOPIC],
    )
    return [
        water,
        translate(water, "ar", state="machine", title="اغلِ ماء الصنبور", text="<p>لا تشربه كما هو.</p>"),
        translate(water, "de", title="Leitungswasser abkochen", text="<p>Trinken Sie es nicht ungekocht.</p>"),
        move,
        translate(move, "de", title="Die Mietstelle zieht um", text="<p>Sie ist zwei Tage geschlossen.</p>"),
    ]


def events() -> list[Body]:
    """A course of every week with all that one can say of it, and a day with next to nothing."""
    course = document(
        "event",
        "english-for-mothers",
        path="events/english-for-mothers",
        title='English for mothers, first steps; "free", at last',
        topics=[TOPIC],
        checked_on="2026-11-02",
        event_kind="course",
        summary="Learn to speak, read and write, from the very beginning.",
        text=f"<p>Bring a pencil. Questions? {mention('contact', ADVICE_LINE, 'Call us')}.</p>",
        starts="2099-01-05T09:30",
        ends="2099-01-05T11:00",
        recurrence={"days": [1, 4], "until": "2099-06-25"},
        office=OFFICE,
        venue=None,
        level="A1",
        cost=FEE,
        childcare=True,
        women_only=True,
        languages=["en", "ar"],
        registration_url="https://aid.harbourton.example.org/register",
        organiser=HARBOUR_AID,
    )
    fair = document(
        "event",
        "street-fair",
        path="events/street-fair",
        title="Street fair",
        event_kind="event",
        summary="",
        text="",
        starts="2099-05-30",
        ends="2099-05-31",
        recurrence=None,
        office=None,
        venue={"name": "", "street": "Market Square", "postal_code": "", "locality": "Harbourton", "country": "GB"},
        level=None,
        cost=None,
        childcare=False,
        women_only=False,
        languages=[],
        registration_url=None,
        organiser=None,
    )
    reading = document(
        "event",
        "reading-aloud",
        path="events/reading-aloud",
        **{name: fair[name] for name in ("recurrence", "level", "cost", "childcare", "women_only", "languages")},
        **{name: fair[name] for name in ("text", "registration_url", "organiser", "event_kind")},
        title="Reading aloud",
        summary="Stories for children.",
        starts="2099-03-02T16:00",
        ends=None,
        office=LIBRARY,
        venue=None,
    )
    return [
        course,
        translate(course, "ar", state="machine", title="الإنجليزية للأمهات", summary="تعلمي الكلام والقراءة والكتابة."),
        translate(course, "de", title="Englisch für Mütter", summary="Sprechen, Lesen und Schreiben von Anfang an."),
        fair,
        translate(fair, "de", title="Straßenfest"),
        reading,
    ]
