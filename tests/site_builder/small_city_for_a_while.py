"""What the small city says for a while: alerts."""

from __future__ import annotations

from tests.site_builder.entities import ADVICE_LINE, TOPIC, Body, document, mention, translate


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
