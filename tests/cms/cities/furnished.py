"""A city with one of everything that the admin can name by an id, each bearing a mark that nothing else bears."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Comment, Page, TaskState, UploadedFile
from wagtail_localize.models import OverridableSegment, String, StringSegment, StringTranslation, TranslationSource

from cms.cities.contributing import save_organisation
from cms.cities.models import City, Role
from cms.contributions.links.models import Link
from cms.contributions.models import Partner, Proposal
from cms.guides.models import ArticlePage, OfficePage, ServicePage, TopicPage, VoiceNote
from cms.publishing.models import Build
from cms.sharing.models import TakenPage
from cms.webhooks.models import Webhook
from tests.cms.factories import FACTS, KINDS, home_page, make_city, make_page, make_translation, make_user
from translations.glossary.records import GlossaryTerm
from translations.memory.owners import owner_of
from translations.memory.records import MemoryUnit
from translations.models import SegmentFinding

# Text that every kind of page can carry.
MARKED = {"summary", "street", "when_to_call", "explanation"}


@dataclass
class Furnished:
    """A city and the ids of what belongs to it. `ids` is by kind of object: "page", "image", "user" and so on."""

    city: City
    mark: str
    people: list[User]
    pages: dict[str, Page]
    ids: dict[str, list[Any]] = field(default_factory=dict)


def furnish(slug: str, mark: str) -> Furnished:
    """Make a city in which every name, title and text begins with `mark`."""
    city = make_city(slug, "en", ["en", "de"], name=f"{mark} city")
    assert city.workflow is not None
    people = [
        make_user(city, role, f"{mark}-{role.value}".lower(), first_name=f"{mark} first", last_name=f"{mark} last")
        for role in Role
    ]
    editor = people[list(Role).index(Role.EDITOR)]
    made = Furnished(city, mark, people, _pages(city, mark, editor))
    made.ids = {
        "page": [page.pk for page in made.pages.values()],
        "home": [home_page(city).pk],
        "user": [person.pk for person in people],
        "organisation": [save_organisation(city, f"{mark} organisation", [made.pages["topic"]]).pk],
        "group": list(Group.objects.filter(city_role__city=city).values_list("pk", flat=True)),
        "site": [city.site_id],
        "collection": [city.collection_id],
        "workflow": [city.workflow_id],
        "task": list(city.workflow.workflow_tasks.values_list("task_id", flat=True)),
        "city": [city.pk],
        # Shared by all cities, and changed by none.
        "locale": [city.source_locale_id],
        **_files(city, mark, editor),
        **_work_on_pages(made.pages, mark, editor),
        **_translations(made.pages),
        "glossary_term": [_wording(city, mark).pk],
        "proposal": [_proposal(city, made.pages, mark).pk],
        "partner": list(Partner.objects.filter(city=city).values_list("pk", flat=True)),
        "link": [
            Link.objects.create(city=city, url=f"https://{mark.lower()}.example.org/", next_check=timezone.now()).pk
        ],
        "build": [Build.objects.create(city=city, started_at=timezone.now(), log=f"{mark} log").pk],
        **_webhook(city, mark),
        "taken": [_taken(city, made.pages["service"], mark).pk],
        "voice_note": [_voice_note(made.pages["service"], mark).pk],
    }
    return made


def _pages(city: City, mark: str, editor: User) -> dict[str, Page]:
    """One live page of each kind, the home page, a directory, a draft and a translation, by a name for messages."""
    pages: dict[str, Page] = {"home": home_page(city), "home in German": home_page(city, "de")}
    for model in KINDS:
        marked: dict[str, Any] = {name: f"{mark} {value}" for name, value in FACTS[model].items() if name in MARKED}
        page = make_page(model, city, title=f"{mark} {model.kind}", slug=f"{mark}-{model.kind}".lower(), **marked)
        page.save_revision(user=editor, log_action=True).publish(user=editor)
        pages[model.kind] = model.objects.get(pk=page.pk)
    pages["directory"] = pages["office"].get_parent()
    pages["draft"] = make_page(ArticlePage, city, live=False, title=f"{mark} draft", slug=f"{mark}-draft".lower())
    pages["below"] = make_page(
        TopicPage, city, parent=pages["topic"], title=f"{mark} below", slug=f"{mark}-below".lower(), summary=mark
    )
    for name in ("service", "office", "procedure"):
        pages[f"{name} in German"] = make_translation(pages[name], "de", prefix=f"{mark} de ")
    return pages


def _files(city: City, mark: str, editor: User) -> dict[str, list[Any]]:
    image = Image.objects.create(
        title=f"{mark} image", file=get_test_image_file(f"{mark}.png"), collection=city.collection
    )
    document = Document.objects.create(
        title=f"{mark} paper", file=ContentFile(b"x", f"{mark}.txt"), collection=city.collection
    )
    upload = UploadedFile.objects.create(file=ContentFile(b"x", f"{mark}.txt"), uploaded_by_user=editor)
    return {
        "image": [image.pk],
        "document": [document.pk],
        "upload": [upload.pk],
    }


def _work_on_pages(pages: dict[str, Page], mark: str, editor: User) -> dict[str, list[Any]]:
    """A page that is locked, one that waits for approval, a comment, a redirect, somebody at work."""
    article = ArticlePage.objects.get(pk=pages["draft"].pk)
    article.save_revision(user=editor, log_action=True)
    article.get_workflow().start(article, editor)
    office = OfficePage.objects.get(pk=pages["office"].pk)
    office.locked, office.locked_by, office.locked_at = True, editor, timezone.now()
    office.save()
    Comment.objects.create(page=pages["service"], user=editor, text=f"{mark} comment", contentpath="title")
    redirect = Redirect.objects.create(old_path=f"/{mark}", redirect_page=pages["service"])
    session = EditingSession.objects.create(
        user=editor, content_object=pages["service"].page_ptr, last_seen_at=timezone.now()
    )
    state = TaskState.objects.get(workflow_state__object_id=str(article.pk))
    return {
        "revision": [article.latest_revision_id, pages["service"].latest_revision_id],
        "task_state": [state.pk],
        "workflow_state": [state.workflow_state_id],
        "redirect": [redirect.pk],
        "session": [session.pk],
    }


def _proposal(city: City, pages: dict[str, Page], mark: str) -> Proposal:
    """A partner's proposal for a page."""
    partner = Partner.objects.create(city=city, name=f"{mark} partner", email="partner@example.org", language="en")
    words = {name: f"{mark} {name}" for name in ("before", "after", "note")}
    return Proposal.objects.create(
        city=city, target=pages["service"], kind="change", field="summary", language="en", partner=partner, **words
    )


def _webhook(city: City, mark: str) -> dict[str, list[Any]]:
    """Another system that is told of releases, and a message that it did not take."""
    webhook = Webhook.objects.create(city=city, name=f"{mark} system", url=f"https://{mark.lower()}.example.org/hook")
    body = f'{{"type":"release.live","data":{{"city":"{mark}"}}}}'
    given_up = webhook.deliveries.create(event="release.live", body=body, state="given_up", due_at=timezone.now())
    return {"webhook": [webhook.pk], "delivery": [given_up.pk]}


def _taken(city: City, page: Page, mark: str) -> TakenPage:
    """The link of a page to an origin that nobody offers any more, with something left to check."""
    note = {"sort": "check", "path": "deadline", "text": f"{mark} fact", "kind": "", "uuid": ""}
    return TakenPage.objects.create(
        page_id=page.pk,
        city=city,
        origin_uuid=uuid4(),
        language="en",
        base={},
        notes=[note],
        publisher=f"{mark} publisher",
        licence="https://licence.example.org/",
        url="https://origin.example.org/",
    )


def _voice_note(page: Page, mark: str) -> VoiceNote:
    """The recording of a page, with what is said."""
    told = {"media_type": "audio/mpeg", "sha1": "0" * 40, "size": 1, "texts_hash": "0" * 64}
    recording = ContentFile(b"x", f"{mark}.mp3")
    return VoiceNote.objects.create(page_id=page.pk, recording=recording, transcript=f"{mark} transcript", **told)


def _wording(city: City, mark: str) -> GlossaryTerm:
    """A term of the city's list and a unit of its memory."""
    owner = owner_of(home_page(city))
    string = String.objects.create(locale=city.source_locale, data=f"{mark} memory", data_hash=uuid4())
    MemoryUnit.objects.create(
        string=string,
        locale=home_page(city, "de").locale,
        data=f"{mark} memory",
        owner=owner,
        updated_at=timezone.now(),
    )
    return GlossaryTerm.objects.create(
        owner=owner, locale=city.source_locale, text=f"{mark} word", definition=f"{mark} meaning"
    )


def _translations(pages: dict[str, Page]) -> dict[str, list[Any]]:
    source = TranslationSource.objects.get(object_id=pages["service"].translation_key)
    text = StringTranslation.objects.filter(context__object=source.object_id).order_by("pk")[0]
    finding = SegmentFinding.objects.create(translation=text, code="number_changed", detail="1", severity="error")
    return {
        "translation_source": [source.pk],
        "translation": list(source.translations.values_list("pk", flat=True)),
        "string_segment": [StringSegment.objects.filter(source=source).order_by("pk")[0].pk],
        "overridable_segment": list(OverridableSegment.objects.filter(source=source).values_list("pk", flat=True)[:1]),
        "finding": [finding.pk],
        "service": [ServicePage.objects.get(pk=pages["service"].pk).pk],
    }
