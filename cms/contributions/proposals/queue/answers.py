"""What a proposer is told about the decision, by mail, in the language in which the proposal was written."""

from __future__ import annotations

from html import unescape

from django.core.mail import EmailMessage
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from cms.contributions.desk.pages import environment_of
from cms.contributions.proposals.models import Proposal
from cms.contributions.proposals.queue.matters import Matter
from cms.mailing import problem_of_sending
from site_builder.template_code import Strings

TEMPLATE = "desk/proposal_answer_mail.html"


class Became(models.TextChoices):
    """What became of a proposal, as its proposer is told."""

    ACCEPTED = "accepted", _("Accepted")
    CHANGED = "changed", _("Accepted with changes")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")


class ReadyReason(models.TextChoices):
    """Why a proposal was refused, where an editor needs no words of her own: the mail says it in every language."""

    RIGHT = "right", _("We have checked it: what the page says is right today.")
    ELSEWHERE = "elsewhere", _("The guide says this already, on another page.")
    UNPROVEN = "unproven", _("We could not find out whether it is true.")
    OUTSIDE = "outside", _("This is not what the guide is for.")


def tell(proposal: Proposal, became: Became, *, reason: str = "", answer: str = "") -> bool:
    """Mail the decision once it is stored; whether there is an address to mail it to.

    If it cannot be sent, the address stays with the proposal, and the screen of the proposal says so.

    Args:
        proposal: as it was while it waited, with the address that was left for this one answer.
        became: what it says.
        reason: a value of ReadyReason, or none.
        answer: what the editor adds in her own words.
    """
    address = proposal.answer_to
    if not address:
        return False
    subject, text = written(proposal, became, reason=reason, answer=answer)
    reply_to = [proposal.city.publisher_email] if proposal.city.publisher_email else []
    mail = EmailMessage(subject, text, to=[address], reply_to=reply_to)

    def send() -> None:
        # What is decided stays decided while no mail can be sent.
        if problem_of_sending(mail):
            Proposal.objects.filter(pk=proposal.pk).update(contact_email=address)

    transaction.on_commit(send, robust=True)
    return True


def told_late(proposal: Proposal) -> None:
    """Keep that somebody told the proposer in another way: the address is forgotten."""
    Proposal.objects.filter(pk=proposal.pk).update(contact_email="")


def written(proposal: Proposal, became: Became, *, reason: str = "", answer: str = "") -> tuple[str, str]:
    """The subject and the text of the mail. The first line of the template is the subject."""
    partner = proposal.partner
    environment = environment_of(proposal.city)
    catalogue = environment.catalogue(environment.ui_language(partner.language if partner else proposal.language))
    text = environment.get_template(TEMPLATE).render(
        _=Strings(catalogue.gettext),
        title=_subject(proposal),
        became=became.value,
        reason=reason,
        answer=answer.strip(),
        wrote=proposal.after or proposal.note,
        address=_address(proposal),
        forgotten=bool(proposal.contact_email),
    )
    subject, _separator, rest = unescape(text).strip().partition("\n")
    return subject, rest.strip() + "\n"


def _subject(proposal: Proposal) -> str:
    """The title of the page in the language in which it was read, of a new page the proposed one, on one line."""
    page = Matter(proposal).page_read
    title = page.title if page is not None else str((proposal.body or {}).get("title", ""))
    return " ".join(title.split())


def _address(proposal: Proposal) -> str:
    page = Matter(proposal).page_read
    return (page.full_url or "") if page is not None and page.live else ""
