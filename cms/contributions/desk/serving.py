"""Between an address of the desk and its view: which city and language, what is too large, who has to wait."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from threading import BoundedSemaphore, Lock
from time import monotonic
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from cms.cities.models import City
from cms.contributions.desk.gates import MOST_BYTES, GateError, StaleError, TrappedError
from cms.contributions.desk.limits import seconds_known_to_wait, seconds_to_wait
from cms.contributions.desk.pages import HEADERS, Desk

FORM = "application/x-www-form-urlencoded"
KEPT_FOR = 60  # seconds; how long the page for those who have to wait is kept ready
SOON = 5  # seconds to wait where all places at the desk are taken

View = Callable[..., HttpResponse]


class WaitError(GateError):
    """Too many forms came from this client, or to this city."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(f"{seconds} s")


def desk_view(view: View) -> View:
    """Give a view a `Desk` instead of a request, a city and a language; forms need no cookie and no CSRF token.

    What is no form, is too large, or is addressed to a city that takes none never reaches it. The errors of the gates
    and WaitError become pages in the reader's language.
    """

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def served(request: HttpRequest, city: str, language: str, **arguments: Any) -> HttpResponse:
        desk = desk_of(request, city, language, arguments)
        if not desk.city.takes_contributions:
            return _closed(desk)
        if request.method == "POST" and (refused := _unreadable(desk)):
            return refused
        try:
            return view(desk, **arguments)
        except WaitError as error:
            return _wait(desk, error.seconds)
        except TrappedError:
            return thanks(desk)
        except StaleError:
            return _stale(desk)
        except GateError:
            return _too_quick(desk)

    return served


def count_form(desk: Desk) -> None:
    """Count a form that was sent, before anything else is done with it. Raises WaitError if it is one too many."""
    if seconds := seconds_to_wait(desk.request, desk.city):
        raise WaitError(seconds)


def thanks(desk: Desk, *sentences: str, uuid: Any = None) -> HttpResponse:
    """The page that ends every form, with the way back to the page of the guide."""
    link = desk.link(uuid) if uuid else None
    return desk.tell(desk.say("Thank you"), *sentences, onward=[link] if link else [])


def desk_of(request: HttpRequest, slug: str, language: str, arguments: dict[str, Any]) -> Desk:
    """The desk of a guide that readers have in a language. Raises Http404 where they have none."""
    city = City.objects.select_related("source_locale").filter(slug=slug).first()
    if city is None or language not in city.online_language_tags:
        raise Http404(slug)
    desk = Desk(request, city, language, arguments)
    if not desk.is_published:
        raise Http404(slug)
    return desk


def is_form(request: HttpRequest) -> bool:
    """Whether it is a form, and no larger than the largest of ours: its body may be read."""
    return request.content_type == FORM and not _is_too_large(request)


def _is_too_large(request: HttpRequest) -> bool:
    return int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES


def _unreadable(desk: Desk) -> HttpResponse | None:
    """The answer to what is no form, or a larger one than any of ours; its body is not read."""
    if desk.request.content_type != FORM:
        return HttpResponse(status=415, headers=HEADERS)
    if _is_too_large(desk.request):
        sentence = desk.say("Shorten your text, and send it again. Your browser still has it when you go back.")
        return desk.tell(desk.say("Your text is too long"), sentence, status=413)
    return None


def _closed(desk: Desk) -> HttpResponse:
    desk.switch_leads_home = True
    sentence = desk.say("This guide takes no messages here at the moment.")
    return desk.tell(desk.say("This page does not exist"), sentence, status=404)


def _stale(desk: Desk) -> HttpResponse:
    sentence = desk.say("Go back, reload the page and send it again. If you wrote something, copy it first.")
    return desk.tell(desk.say("This form is too old"), sentence, status=400)


def _too_quick(desk: Desk) -> HttpResponse:
    sentence = desk.say("Go back and send it again.")
    return desk.tell(desk.say("That was too quick for us"), sentence, status=400)


# By city and language: until when, and the page. A flood is not to keep the CMS busy with telling it to stop.
_ready: dict[tuple[str, str], tuple[float, bytes]] = {}


# Of the threads that serve the CMS the desk's posts take two at most, of which one works: editors have the others.
_places = BoundedSemaphore(2)
_work = Lock()


def before_anything_else(served: View, passes: Callable[[HttpRequest], bool] = lambda _request: False) -> View:
    """Turn away what this process knows to be too much already, and what comes while others wait, before a `desk_view`
    looks anything up. Forms that `passes` knows are no business of the limits."""

    @wraps(served)
    def guarded(request: HttpRequest, city: str, language: str, **arguments: Any) -> HttpResponse:
        if request.method != "POST" or (is_form(request) and passes(request)):
            return served(request, city, language, **arguments)
        if seconds := seconds_known_to_wait(request, city):
            return _turned_away(request, city, language, seconds)
        if not _places.acquire(blocking=False):
            return _turned_away(request, city, language, SOON)
        try:
            with _work:
                return served(request, city, language, **arguments)
        finally:
            _places.release()

    return guarded


def _turned_away(request: HttpRequest, city: str, language: str, seconds: int) -> HttpResponse:
    until, page = _ready.get((city, language), (0.0, b""))
    if until > monotonic():
        return _refusal(page, language, seconds)
    return _wait(desk_of(request, city, language, {}), seconds)


def _wait(desk: Desk, seconds: int) -> HttpResponse:
    key = desk.city.slug, desk.language
    until, page = _ready.get(key, (0.0, b""))
    if until < monotonic():
        desk.switch_leads_home = True
        sentence = desk.say("Nothing was stored. Please try again in a few minutes.")
        page = desk.tell(desk.say("Too many messages at once"), sentence).content
        _ready[key] = monotonic() + KEPT_FOR, page
    return _refusal(page, desk.language, seconds)


def _refusal(page: bytes, language: str, seconds: int) -> HttpResponse:
    return HttpResponse(
        page, status=429, headers={**HEADERS, "Retry-After": str(seconds), "Content-Language": language}
    )


def desk_address(city: City, language: str, route: str, **arguments: Any) -> str:
    """The whole address of a route of a city's desk, for mails. A city that takes no contributions has it, too."""
    from django.conf import settings

    root: str = (settings.GUIDE_DESK_URL or settings.WAGTAILADMIN_BASE_URL).rstrip("/")
    return root + reverse(f"desk:{route}", kwargs={"city": city.slug, "language": language, **arguments})
