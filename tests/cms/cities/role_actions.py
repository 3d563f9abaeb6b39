"""What people do in the admin, through the addresses that its buttons use: each action says whether it was done."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Page, TaskState
from wagtail_localize.models import StringTranslation, Translation

from cms.cities.models import City, CityRole
from cms.contributions.models import Feedback, Partner, Proposal
from cms.guides.models import GuidePage, VoiceNote
from cms.publishing.models import Build, PublishedDocument
from cms.sharing.models import Offer, TakenPage
from cms.webhooks.models import Webhook
from tests.cms.cities.page_forms import sent
from translations.glossary.records import GlossaryTerm


@dataclass
class Things:
    """What an action is tried on, all of one owner. Pages are of one kind."""

    live: GuidePage
    draft: GuidePage
    submitted: GuidePage
    branch: Page
    image: Image
    document: Document


@dataclass
class Stage:
    """A city, somebody in it, and what belongs to it."""

    city: City
    client: Client
    user: Any
    place: Page
    """Where pages are added, and found."""
    other_place: Page
    complete: GuidePage
    """A translation that is complete, and not live."""
    live_translation: GuidePage
    submitted_translation: GuidePage
    proposal: Proposal
    feedback: Feedback
    offered: PublishedDocument
    """A page of another city."""
    word: GlossaryTerm
    picture: bytes

    def get(self, name: str, /, *arguments: Any, **query: Any) -> Any:
        """The answer of a route."""
        return self.client.get(reverse(name, args=arguments), query)

    def post(self, name: str, /, *arguments: Any, **form: Any) -> Any:
        """The answer of a route to a form."""
        return self.client.post(reverse(name, args=arguments), form)


Action = Callable[[Stage, Things], bool]


def fresh(page: Page) -> Page | None:
    """The page as it is now; None when it is gone."""
    return Page.objects.filter(pk=page.pk).first()


def finds(page: str) -> Action:
    """The page is in the list of what lies where it lies."""

    def action(stage: Stage, things: Things) -> bool:
        found = getattr(things, page)
        answer = stage.get("wagtailadmin_explore", found.get_parent().pk)
        return answer.status_code == 200 and found.title in answer.content.decode()

    return action


def opens(name: str, page: str = "draft") -> Action:
    """A screen about the page is shown."""
    return lambda stage, things: stage.get(name, getattr(things, page).pk).status_code == 200


def adds_and_submits(stage: Stage, things: Things) -> bool:
    """A page is there, and waits for approval."""
    kind = type(things.draft)
    page = kind(title="Added", slug="added", owner=stage.user, locale=stage.city.source_locale)
    parent = things.draft.get_parent()
    address = ("wagtailadmin_pages:add", "guides", kind.__name__.lower(), parent.pk)
    form = sent(page, stage.user, **needed(things.draft)) | {"action-submit": "action-submit"}
    stage.client.post(reverse(address[0], args=address[1:]), form)
    made = Page.objects.filter(slug="added").first()
    return made is not None and not made.live and made.current_workflow_state is not None


def needed(page: GuidePage) -> dict[str, Any]:
    """What a page of its kind cannot do without."""
    return {"street": "1 Mill Lane", "locality": "Mill Town"} if hasattr(page, "street") else {}


def changes(stage: Stage, things: Things) -> bool:
    """A draft and a live page have a new title, as drafts."""
    for page in (things.draft, things.live):
        form = sent(page, stage.user, title="Changed")
        stage.client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)
    return agreed(*(getattr(fresh(page), "draft_title", "") == "Changed" for page in (things.draft, things.live)))


def publishes(stage: Stage, things: Things) -> bool:
    """A draft is live."""
    return _published_by_ticking(stage, things.draft)


def unpublishes(stage: Stage, things: Things) -> bool:
    """A live page is live no more."""
    stage.post("wagtailadmin_pages:unpublish", things.live.pk)
    return not getattr(fresh(things.live), "live", True)


def reorders(stage: Stage, things: Things) -> bool:
    """A page comes first that was not."""
    parent = things.draft.get_parent()
    stage.client.post(reverse("wagtailadmin_pages:set_page_position", args=[things.draft.pk]) + "?position=0")
    return bool(Page.objects.get(pk=parent.pk).get_children().first() == fresh(things.draft))


def moves(stage: Stage, things: Things) -> bool:
    """A draft lies elsewhere."""
    stage.post("wagtailadmin_pages:move_confirm", things.draft.pk, stage.other_place.pk)
    moved = fresh(things.draft)
    return moved is not None and moved.get_parent().pk == stage.other_place.pk


def copies(stage: Stage, things: Things) -> bool:
    """There are two of a draft."""
    parent = things.draft.get_parent()
    form = {"new_title": "Copied", "new_slug": "copied", "new_parent_page": parent.pk, "copy_subpages": ""}
    stage.post("wagtailadmin_pages:copy", things.draft.pk, **form)
    return parent.get_children().filter(slug="copied").exists()


def deletes(page: str) -> Action:
    """The page is gone."""

    def action(stage: Stage, things: Things) -> bool:
        stage.post("wagtailadmin_pages:delete", getattr(things, page).pk)
        return fresh(getattr(things, page)) is None

    return action


def approves(stage: Stage, things: Things) -> bool:
    """What was submitted is live."""
    return _approved(stage, things.submitted)


def locks(stage: Stage, things: Things) -> bool:
    """A page is locked, and not any more."""
    return _locked(stage, things.live)


def has_drafted(stage: Stage, things: Things) -> bool:
    """The page has a translation."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        stage.post("publishing_translate_page", things.live.pk, languages=["de"])
    return Page.objects.filter(translation_key=things.live.translation_key, locale__language_code="de").exists()


def makes_handouts(stage: Stage, things: Things) -> bool:
    """The PDF file is handed over, or would be if the page had been published by a build."""
    return stage.get("publishing_handout", things.live.pk).status_code in (200, 302)


def attaches_voice_notes(stage: Stage, things: Things) -> bool:
    """A live page can be heard."""
    return _attached(stage, things.live)


def attaches_voice_notes_to_translations(stage: Stage, _things: Things) -> bool:
    """A live translation can be heard."""
    return _attached(stage, stage.live_translation)


def _attached(stage: Stage, page: Page) -> bool:
    recording = SimpleUploadedFile("page.mp3", b"\xff\xfb\x90\x64", "audio/mpeg")
    form = {"recording": recording, "transcript": "What I say.", "recorded_on": "2026-11-03"}
    stage.post("guides_voice_note", page.pk, **form)
    return VoiceNote.objects.filter(page=page).exists()


def finds_translations(stage: Stage, _things: Things) -> bool:
    """A live translation is in the list."""
    page = stage.live_translation
    return page.title in stage.get("wagtailadmin_explore", page.get_parent().pk).content.decode()


def finds_draft_translations(stage: Stage, _things: Things) -> bool:
    """A translation that is not live is in the list."""
    page = stage.complete
    return page.title in stage.get("wagtailadmin_explore", page.get_parent().pk).content.decode()


def changes_translations(stage: Stage, _things: Things) -> bool:
    """A segment says something else."""
    translation = Translation.objects.get(source__object_id=stage.complete.translation_key)
    segment = translation.source.stringsegment_set.order_by("pk")[0]
    address = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    stage.client.put(address, "value=Changed", content_type="application/x-www-form-urlencoded")
    return StringTranslation.objects.filter(data="Changed").exists()


def publishes_translations(stage: Stage, _things: Things) -> bool:
    """A complete translation is live."""
    return _published_by_ticking(stage, stage.complete)


def approves_translations(stage: Stage, _things: Things) -> bool:
    """A translation that was submitted is live."""
    return _approved(stage, stage.submitted_translation)


def unpublishes_translations(stage: Stage, _things: Things) -> bool:
    """A live translation is live no more."""
    stage.post("wagtailadmin_pages:unpublish", stage.live_translation.pk)
    return not getattr(fresh(stage.live_translation), "live", True)


def deletes_translations(stage: Stage, _things: Things) -> bool:
    """A translation is gone."""
    stage.post("wagtailadmin_pages:delete", stage.live_translation.pk)
    return fresh(stage.live_translation) is None


def locks_translations(stage: Stage, _things: Things) -> bool:
    """A translation is locked, and not any more."""
    return _locked(stage, stage.live_translation)


def chooses_files(stage: Stage, things: Things) -> bool:
    """Pictures and documents are offered where one is chosen."""
    images = stage.get("wagtailimages_chooser:choose_results").content.decode()
    papers = stage.get("wagtaildocs_chooser:choose_results").content.decode()
    return agreed(things.image.title in images, things.document.title in papers)


def adds_files(stage: Stage, _things: Things) -> bool:
    """A picture and a document are there."""
    stage.post("wagtailimages:add", title="Added", file=SimpleUploadedFile("a.png", stage.picture))
    stage.post("wagtaildocs:add", title="Added", file=SimpleUploadedFile("a.txt", b"x"))
    return agreed(*(model.objects.filter(title="Added").exists() for model in (Image, Document)))


def changes_files(stage: Stage, things: Things) -> bool:
    """A picture and a document are called something else."""
    stage.post("wagtailimages:edit", things.image.pk, title="Changed", description="")
    stage.post("wagtaildocs:edit", things.document.pk, title="Changed")
    return agreed(*(model.objects.filter(title="Changed").exists() for model in (Image, Document)))


def deletes_files(stage: Stage, things: Things) -> bool:
    """A picture and a document are gone."""
    stage.post("wagtailimages:delete", things.image.pk)
    stage.post("wagtaildocs:delete", things.document.pk)
    return agreed(
        not Image.objects.filter(pk=things.image.pk).exists(),
        not Document.objects.filter(pk=things.document.pk).exists(),
    )


def reads(*names: str) -> Action:
    """Each of these screens is shown."""
    return lambda stage, _things: agreed(*(stage.get(name).status_code == 200 for name in names))


def builds_again(stage: Stage, _things: Things) -> bool:
    """A build is asked for."""
    stage.post("publishing_builds")
    return Build.objects.filter(city=stage.city, asked_by=stage.user).exists()


def decides(stage: Stage, _things: Things) -> bool:
    """A proposal is refused."""
    form = {"action": "refuse", "refuse-reason": "right"}
    stage.post("contributions_proposal", stage.proposal.pk, **form)
    return Proposal.objects.get(pk=stage.proposal.pk).state == "refused"


def marks_feedback(stage: Stage, _things: Things) -> bool:
    """What a reader said is done."""
    stage.post("contributions_feedback_report", action="done", feedback=[stage.feedback.pk])
    return Feedback.objects.get(pk=stage.feedback.pk).done


def confirms(stage: Stage, things: Things) -> bool:
    """A live page was looked at today."""
    before = type(things.live).objects.get(pk=things.live.pk).checked_on
    stage.post("contributions_checks_report", action="confirm", pages=[things.live.pk])
    return bool(type(things.live).objects.get(pk=things.live.pk).checked_on != before)


def keeps_partners(stage: Stage, _things: Things) -> bool:
    """There is a partner; the list of them is shown to the same people."""
    seen = stage.get("contributions_partners").status_code == 200
    form = {"city": stage.city.pk, "name": "Food bank", "email": "food@ngo.example", "language": "en"}
    stage.post("contributions_partner_add", **form)
    return agreed(seen, Partner.objects.filter(city=stage.city).exists())


def takes_words_out(stage: Stage, _things: Things) -> bool:
    """A word of the city's list is gone."""
    stage.post("wording_remove_term", term=stage.word.pk)
    return not GlossaryTerm.objects.filter(pk=stage.word.pk).exists()


def says_who_contributes(stage: Stage, _things: Things) -> bool:
    """There is another organisation."""
    stage.post("contributions_new_organisation", name="New ones", places=[stage.place.pk])
    return CityRole.objects.filter(organisation="New ones").exists()


def has_systems_told(stage: Stage, _things: Things) -> bool:
    """There is a webhook; its list and what was given up are shown to the same people."""
    seen = agreed(*(stage.get(name).status_code == 200 for name in ("webhooks_list", "webhooks_given_up")))
    stage.post("webhooks_add", city=stage.city.pk, name="Kiosk", url="https://93.184.216.34/", active="on")
    return agreed(seen, Webhook.objects.filter(city=stage.city).exists())


def offers_texts(stage: Stage, _things: Things) -> bool:
    """Other cities can take over what the city has published."""
    stage.post("sharing_offer", offer="on")
    return Offer.objects.filter(city=stage.city).exists()


def takes_texts_over(stage: Stage, _things: Things) -> bool:
    """There is a draft of another city's page."""
    offered = stage.offered
    address = reverse("sharing_offered", args=[offered.city.slug, offered.uuid])
    stage.client.post(address, {"place": stage.place.pk})
    return TakenPage.objects.filter(city=stage.city).exists()


def reads_what_is_published(stage: Stage, things: Things) -> bool:
    """The API has the live page."""
    return _served(stage, things.live)


def reads_drafts_by_the_api(stage: Stage, things: Things) -> bool:
    """The API has the draft."""
    return _served(stage, things.draft)


def agreed(*done: bool) -> bool:
    """What holds for each of the ways to do something alike."""
    assert len(set(done)) == 1, done
    return done[0]


def _published_by_ticking(stage: Stage, page: Page) -> bool:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    stage.client.post(f"{address}?id={page.pk}")
    return bool(getattr(fresh(page), "live", False))


def _approved(stage: Stage, page: Page) -> bool:
    state = TaskState.objects.get(workflow_state__object_id=str(page.pk))
    stage.post("wagtailadmin_pages:workflow_action", page.pk, "approve", state.pk)
    return bool(getattr(fresh(page), "live", False))


def _locked(stage: Stage, page: Page) -> bool:
    Page.objects.filter(pk=page.pk).update(locked=False)
    stage.post("wagtailadmin_pages:lock", page.pk)
    locked = bool(getattr(fresh(page), "locked", False))
    Page.objects.filter(pk=page.pk).update(locked=True)
    stage.post("wagtailadmin_pages:unlock", page.pk)
    return agreed(locked, not getattr(fresh(page), "locked", True))


def _served(stage: Stage, page: GuidePage) -> bool:
    scope = f'city: "{stage.city.slug}", language: "en", kind: {page.kind.upper()}'
    query = f"{{ documents({scope}) {{ nodes {{ uuid }} }} }}"
    answer = stage.client.post("/graphql", json.dumps({"query": query}), content_type="application/json")
    assert "errors" not in answer.json()
    return str(page.translation_key) in answer.content.decode()
