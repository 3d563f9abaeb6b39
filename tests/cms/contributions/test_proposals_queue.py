"""What editors do with proposals: see the difference, accept it into a draft, refuse it with a word."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import PageLogEntry, Workflow
from wagtail_localize.models import StringTranslation

from cms.cities.models import City, Role
from cms.contributions.proposals.models import Proposal
from cms.guides.models import ArticlePage, OfficePage, ProcedurePage, ServicePage, TopicPage
from cms.publishing.models import PublishedDocument
from tests.cms.contributions.proposing import make_partner, propose
from tests.cms.factories import edit, home_page, make_city, make_page, make_translation, make_user, publish

pytestmark = pytest.mark.django_db

LogIn = Callable[[User], Client]
QUEUE = "/admin/proposals/"
DEADLINE = "Come within 14 days."


@pytest.fixture
def city() -> City:
    return make_city(languages=("en", "de", "ar"))


@pytest.fixture
def article(city: City) -> ArticlePage:
    return make_page(ArticlePage, city, title="Register", summary="Come within 7 days.")


@pytest.fixture
def editor(city: City) -> User:
    return make_user(city, Role.EDITOR, first_name="Ada", last_name="Adler")


def screen(client: Client, proposal: Proposal | None = None, query: str = "") -> str:
    answer = client.get(f"{QUEUE}{proposal.pk}/" if proposal else f"{QUEUE}{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def press(client: Client, proposal: Proposal, action: str, **form: Any) -> Any:
    answer = client.post(f"{QUEUE}{proposal.pk}/", {"action": action, **form}, follow=True)
    proposal.refresh_from_db()
    return answer


def test_the_queue_shows_what_would_change_the_oldest_first(
    city: City, article: ArticlePage, editor: User, as_user: LogIn
) -> None:
    client = as_user(editor)
    assert "Nothing waits for you." in screen(client)
    propose(article, after=DEADLINE, before=article.summary, partner=make_partner(city))
    propose(article, field="", kind="outdated", note="<b>Gone</b> since May")
    shown = screen(client)
    assert "<del>7</del><ins>14</ins>" in shown
    assert "&lt;b&gt;Gone&lt;/b&gt; since May" in shown
    assert shown.index("Beratung e.V.") < shown.index("Gone")
    assert "Proposals (2)" in shown
    assert "Gone" not in screen(client, query="?kind=change")
    assert "<ins>14</ins>" not in screen(client, query="?partner=none")
    assert "No proposals match" in screen(client, query="?state=refused")


def test_accepting_makes_a_draft_that_says_who_proposed_it_and_asks_for_approval(
    city: City, article: ArticlePage, editor: User, as_user: LogIn
) -> None:
    proposal = propose(article, after=DEADLINE, before=article.summary, partner=make_partner(city), note="New law")
    client = as_user(editor)
    assert "<del>7</del><ins>14</ins>" in screen(client, proposal)
    said = press(client, proposal, "accept", value=DEADLINE).content.decode()
    assert "Accepted as a draft, and submitted for approval." in said
    article.refresh_from_db()
    assert article.summary == "Come within 7 days."
    draft = article.get_latest_revision_as_object()
    assert (draft.summary, draft.latest_revision.user) == (DEADLINE, editor)
    assert (proposal.state, proposal.decided_by, proposal.revision) == ("accepted", editor, article.latest_revision)
    assert article.workflow_in_progress
    history = client.get(reverse("wagtailadmin_pages:history", args=[article.pk])).content.decode()
    assert "Accepted, proposed by Beratung e.V.: In short" in history
    assert "New law" in history
    assert "Ada Adler" in history
    assert reverse("wagtailadmin_pages:edit", args=[article.pk]) in history


def test_what_an_editor_changed_first_is_published_and_outdates_exactly_one_segment(
    city: City, editor: User, as_user: LogIn
) -> None:
    text = '<p>Bring <b>two</b> photos.</p><p>Call <a href="https://x.example.org">here</a>.</p>'
    block = ProcedurePage._meta.get_field("steps").stream_block.child_blocks["step"]
    told = [{"kind": "do", "title": "Go", "text": text}, {"kind": "wait", "title": "Wait", "text": "<p>4 weeks.</p>"}]
    steps = [("step", block.to_python(each)) for each in told]
    page = make_page(ProcedurePage, city, title="Permit", summary="In two steps.", steps=steps)
    arabic = publish(make_translation(page, "ar"))
    path = f"steps/{page.steps[0].id}/text"
    before = "Bring two photos.\n\nCall here."
    proposal = propose(page, path, "Bring 1 photo.\n\nCall here.", before=before)
    client = as_user(editor)
    said = press(client, proposal, "publish", value="Bring three photos.\n\nCall here.").content.decode()
    assert "Accepted and published." in said
    page.refresh_from_db()
    source = page.steps[0].value["text"].source
    assert "three" in source
    assert 'href="https://x.example.org"' in source
    assert proposal.state == "changed"
    assert PageLogEntry.objects.get(page=page, action="waymark.proposal").data["changed"]
    document = PublishedDocument.objects.get(uuid=page.translation_key, language="ar")
    assert document.body is not None
    assert document.body["translation"]["outdated"] == 1
    assert arabic.live


def test_what_others_changed_in_the_draft_stays_and_is_not_published_with_it(
    city: City, article: ArticlePage, editor: User, as_user: LogIn
) -> None:
    colleague = make_user(city, Role.EDITOR, "carla")
    article.title = "Register here"
    article.save_revision(user=colleague, log_action=True)
    proposal = propose(article, after=DEADLINE, before=article.summary)
    client = as_user(editor)
    shown = screen(client, proposal)
    assert "carla has a draft of this page in work." in shown
    assert "Accept and publish" not in shown
    assert "Others are at work" in press(client, proposal, "publish", value=DEADLINE).content.decode()
    assert proposal.state == "waiting"
    assert "carla is at work" in press(client, proposal, "accept", value=DEADLINE).content.decode()
    article.refresh_from_db()
    draft = article.get_latest_revision_as_object()
    assert (draft.title, draft.summary, article.workflow_in_progress) == ("Register here", DEADLINE, False)


def test_a_page_that_changed_since_is_shown_with_all_three_texts(
    article: ArticlePage, editor: User, as_user: LogIn
) -> None:
    proposal = propose(article, after=DEADLINE, before=article.summary)
    again = propose(article, after="Come within 10 days.", before=article.summary)
    edit(article, summary="Come within 10 days.")
    client = as_user(editor)
    shown = screen(client, proposal)
    assert "The page has changed since." in shown
    assert "Come within 7 days." in shown
    assert "<del>10</del><ins>14</ins>" in shown
    assert "It says now what is proposed." in screen(client, again)
    assert "says so already" in press(client, again, "accept", value=again.after).content.decode()
    assert (again.state, again.revision) == ("accepted", None)


def test_a_value_that_is_none_is_not_accepted_and_stays_typed(city: City, editor: User, as_user: LogIn) -> None:
    office = make_page(OfficePage, city, email="old@example.org")
    proposal = propose(office, "email", "new@example.org", before="old@example.org")
    answer = press(as_user(editor), proposal, "accept", value="no address at all")
    assert answer.status_code == 422
    assert "no address at all</textarea>" in answer.content.decode()
    assert proposal.state == "waiting"
    assert not PageLogEntry.objects.filter(page=office, action="waymark.proposal").exists()


def test_what_would_mislead_is_accepted_and_not_published(city: City, editor: User, as_user: LogIn) -> None:
    empty = make_page(ProcedurePage, city, title="Permit", summary="In two steps.")
    proposal = propose(empty, after="In three steps.", before=empty.summary)
    client = as_user(editor)
    assert press(client, proposal, "publish", value=proposal.after).status_code == 422
    empty.refresh_from_db()
    assert (proposal.state, empty.summary, empty.has_unpublished_changes) == ("waiting", "In two steps.", False)
    press(client, proposal, "accept", value=proposal.after)
    assert proposal.state == "accepted"


def test_a_locked_page_takes_nothing(city: City, article: ArticlePage, editor: User, as_user: LogIn) -> None:
    article.locked, article.locked_by = True, make_user(city, Role.EDITOR)
    article.save()
    proposal = propose(article, after=DEADLINE, before=article.summary)
    assert "The page is locked" in press(as_user(editor), proposal, "accept", value=DEADLINE).content.decode()
    assert proposal.state == "waiting"


def test_words_of_a_translation_go_into_its_segments_and_wait_for_publication(
    city: City, editor: User, as_user: LogIn
) -> None:
    body = [("text", '<p>Bring a photo.</p><p>Call <a href="https://x.example.org">us</a>.</p>')]
    page = make_page(ArticlePage, city, title="Register", summary="Come soon.", body=body)
    publish(make_translation(home_page(city), "de"))
    german = publish(make_translation(page, "de"))
    block = german.body[0].id
    before = "[x] Bring a photo.\n\n[x] Call us."
    proposal = propose(page, f"body/{block}", "Bringen Sie ein Foto mit.\n\n[x] Call us.", before=before, language="de")
    client = as_user(editor)
    assert "Accepted" in press(client, proposal, "accept", value=proposal.after).content.decode()
    assert proposal.state == "accepted", proposal.reason
    german.refresh_from_db()
    assert "Bring a photo." in german.body[0].value.source
    row = StringTranslation.objects.get(data="Bringen Sie ein Foto mit.")
    assert (row.translation_type, row.last_translated_by) == ("manual", editor)
    assert StringTranslation.objects.filter(locale__language_code="de", data__contains="Call").count() == 1
    page.refresh_from_db()
    assert not page.has_unpublished_changes
    again = propose(page, "summary", "Kommen Sie bald.", before="[x] Come soon.", language="de")
    assert "Accepted and published." in press(client, again, "publish", value=again.after).content.decode()
    german.refresh_from_db()
    assert german.summary == "Kommen Sie bald."
    assert "Bringen Sie ein Foto mit." in german.body[0].value.source
    assert "https://x.example.org" in german.body[0].value.source


def test_a_refusal_is_mailed_in_the_proposers_language_and_can_be_taken_back(
    city: City,
    article: ArticlePage,
    editor: User,
    as_user: LogIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    proposal = propose(
        article, after=DEADLINE, before=article.summary, language="de", contact_email="reader@example.org"
    )
    client = as_user(editor)
    assert "Choose a reason, or write one." in press(client, proposal, "refuse").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        form = {"refuse-reason": "right", "refuse-answer": "Fragen Sie <b>gern</b> & bald wieder."}
        assert "The proposer is told why." in press(client, proposal, "refuse", **form).content.decode()
    (sent,) = mail.outbox
    assert sent.to == ["reader@example.org"]
    assert sent.subject == "Ihr Vorschlag: Register"
    assert "Wir haben es geprüft: Was auf der Seite steht, stimmt heute." in sent.body
    assert "Fragen Sie <b>gern</b> & bald wieder." in sent.body
    assert "Ihre E-Mail-Adresse haben wir jetzt gelöscht." in sent.body
    assert (proposal.state, proposal.contact_email, proposal.decided_by) == ("refused", "", editor)
    assert "stimmt" not in proposal.reason
    press(client, proposal, "take-back")
    assert (proposal.state, proposal.decided_by, proposal.reason) == ("waiting", None, "")


def test_who_cannot_be_mailed_is_not_forgotten(
    article: ArticlePage,
    editor: User,
    as_user: LogIn,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EMAIL_BACKEND = "tests.cms.refusing_mail.EmailBackend"
    proposal = propose(article, after=DEADLINE, before=article.summary, contact_email="reader@example.org")
    client = as_user(editor)
    with django_capture_on_commit_callbacks(execute=True):
        press(client, proposal, "accept", value=DEADLINE)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.contact_email) == ("accepted", "reader@example.org")
    assert "could not be mailed to reader@example.org" in screen(client, proposal)
    assert "The address is forgotten." in press(client, proposal, "told").content.decode()
    assert proposal.contact_email == ""
    assert "could not be mailed" not in screen(client, proposal)


def test_a_translation_with_more_paragraphs_than_its_source_is_offered_with_as_many(
    city: City, editor: User, as_user: LogIn
) -> None:
    page = make_page(ArticlePage, city, body=[("text", "<p>Bring a photo.</p><p>Call us.</p>")])
    publish(make_translation(home_page(city), "de"))
    german = publish(make_translation(page, "de"))
    photo, call = "[x] Bring a photo.", "[x] Call us."
    before, more = f"{photo}\n\n{call}", f"{photo}\n\nUnd einen Ausweis.\n\n{call}"
    proposal = propose(page, f"body/{german.body[0].id}", more, before=before, language="de")
    client = as_user(editor)
    answer = press(client, proposal, "accept", value=more).content.decode()
    joined = f"{photo}\nUnd einen Ausweis.\n\n{call}"
    assert "The source has 2 paragraphs here" in answer
    assert f">{joined}</textarea>" in answer
    assert proposal.state == "waiting"
    assert "Accepted" in press(client, proposal, "accept", value=joined).content.decode()
    assert StringTranslation.objects.filter(data=f"{photo} Und einen Ausweis.").exists()
    fewer = propose(page, f"body/{german.body[0].id}", "Alles neu.", before=joined, language="de")
    assert "write as many" in press(client, fewer, "accept", value="Alles neu.").content.decode()


def test_a_report_is_answered(
    city: City,
    article: ArticlePage,
    editor: User,
    as_user: LogIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    report = propose(article, "", kind="outdated", note="Moved", partner=make_partner(city))
    with django_capture_on_commit_callbacks(execute=True):
        press(as_user(editor), report, "done", **{"done-answer": "Ist geändert."})
    assert (report.state, report.reason) == ("accepted", "Ist geändert.")
    assert "Danke für Ihren Hinweis. Wir haben uns darum gekümmert." in mail.outbox[0].body
    assert "gelöscht" not in mail.outbox[0].body


def test_a_proposed_service_becomes_a_draft_below_a_topic(city: City, editor: User, as_user: LogIn) -> None:
    topic = make_page(TopicPage, city, title="Work")
    body = {"title": "Job club", "summary": "Help with letters.", "for_whom": "All.\n\n- old\n- young", "phone": "112"}
    proposal = Proposal.objects.create(
        city=city, kind="new", language="en", proposed_page_type="service", body=body, partner=make_partner(city)
    )
    client = as_user(editor)
    assert "Help with letters." in screen(client, proposal)
    answer = press(client, proposal, "make", topic=topic.pk)
    page = ServicePage.objects.get(title="Job club")
    assert answer.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[page.pk])
    assert (page.live, page.get_parent().pk, page.summary) == (False, topic.pk, "Help with letters.")
    assert "<li>old" in page.for_whom
    assert proposal.revision == page.latest_revision
    history = client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()
    assert "Accepted, proposed by Beratung e.V." in history
    listed = {**body, "steps": ["Write a letter", "Wait"], "documents": ["Passport"]}
    another = Proposal.objects.create(
        city=city, kind="new", language="de", proposed_page_type="procedure", body={**listed, "title": "Letter"}
    )
    assert "was written in" in screen(client, another)
    press(client, another, "make", topic=topic.pk)
    steps = ProcedurePage.objects.get(title="Letter").steps
    assert [step.value["title"] for step in steps] == ["Write a letter", "Wait"]


def test_spam_is_refused_at_once_and_nobody_is_told(
    article: ArticlePage,
    editor: User,
    as_user: LogIn,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    spam = [propose(article, after="Buy!", contact_email="spam@example.org") for _ in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        chosen = {"proposal": [each.pk for each in spam[:2]]}
        said = as_user(editor).post("/admin/proposals/spam/", chosen, follow=True).content.decode()
    assert "2 proposals refused as spam." in said
    assert list(Proposal.objects.values_list("state", "contact_email")) == [
        ("refused", ""),
        ("refused", ""),
        ("waiting", "spam@example.org"),
    ]
    assert mail.outbox == []


def test_only_who_publishes_a_page_decides_and_nobody_of_another_city_sees_it(
    city: City, article: ArticlePage, as_user: LogIn
) -> None:
    proposal = propose(article, after=DEADLINE, before=article.summary)
    address, decided = f"{QUEUE}{proposal.pk}/", {"action": "accept", "value": DEADLINE}
    expected = {
        Role.ADMINISTRATOR: 200,
        Role.EDITOR: 200,
        Role.REVIEWER: 200,
        Role.TRANSLATOR: 200,
        Role.VIEWER: 200,
        Role.CONTRIBUTOR: 404,
    }
    for role, status in expected.items():
        client = as_user(make_user(city, role))
        answer = client.get(address)
        assert answer.status_code == status, role
        may = role in (Role.ADMINISTRATOR, Role.EDITOR)
        assert ('value="accept"' in answer.content.decode()) is may, role
        if not may:
            client.post(address, decided)
            client.post("/admin/proposals/spam/", {"proposal": [proposal.pk]})
    owned = make_page(ArticlePage, city, owner=make_user(city, Role.CONTRIBUTOR), summary="Mine.")
    own = propose(owned, after="Yours.", before="Mine.")
    assert owned.owner is not None
    assert as_user(owned.owner).post(f"{QUEUE}{own.pk}/", {"action": "accept", "value": "Yours."}).status_code == 404
    assert as_user(owned.owner).get(QUEUE).status_code in (302, 403)

    stranger = as_user(make_user(make_city("beta"), Role.EDITOR))
    assert stranger.get(address).status_code == 404
    assert stranger.post(address, decided).status_code == 404
    assert "Register" not in screen(stranger)
    stranger.post("/admin/proposals/spam/", {"proposal": [proposal.pk]})
    assert set(Proposal.objects.values_list("state", flat=True)) == {"waiting"}
    assert article.revisions.count() == 1
    assert Workflow.objects.filter(workflow_states__isnull=False).count() == 0


def test_what_one_editor_decided_another_does_not_decide_again(
    article: ArticlePage, city: City, editor: User, as_user: LogIn
) -> None:
    proposal = propose(article, after=DEADLINE, before=article.summary)
    press(as_user(editor), proposal, "accept", value=DEADLINE)
    other = as_user(make_user(city, Role.EDITOR))
    said = press(other, proposal, "refuse", **{"refuse-reason": "right"}).content.decode()
    assert "Somebody else has decided this meanwhile." in said
    assert proposal.state == "accepted"
