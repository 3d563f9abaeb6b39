"""Asking another web site for a page, politely and without being led into a private network."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin

from cms.contributions.links.models import LONGEST_ADDRESS, Answer
from cms.outside import DEADLINE, TIMEOUT, Caller, NoAnswerError, is_public

MOST_REDIRECTS = 5
PERMANENT = frozenset({301, 308})
REDIRECTS = frozenset({301, 302, 303, 307, 308})
# An error in answer to HEAD may be about HEAD: nobody is bothered before GET fails, too. These are about who asks.
FINAL = frozenset({401, 407, 429})
GONE = frozenset({404, 410})


@dataclass(frozen=True)
class Outcome:
    """What came of asking for an address."""

    answer: Answer
    status: int = 0
    moved_to: str = ""


@dataclass(frozen=True)
class Reply:
    """The head of an answer, and as much of its body as was asked for."""

    status: int
    location: str
    body: bytes


@dataclass(frozen=True)
class Asker:
    """Asks as one agent. `private` lets it into private networks, as tests need."""

    agent: str
    private: bool = False
    timeout: float = TIMEOUT
    deadline: float = DEADLINE

    def outcome(self, url: str) -> Outcome:
        """What comes of asking for an address, after all its redirects."""
        reached, moved_to, permanent = url, "", True
        for _hop in range(MOST_REDIRECTS + 1):
            try:
                reply = self._head_or_get(reached)
            except NoAnswerError as error:
                return Outcome(Answer(error.reason))
            if reply.status not in REDIRECTS or not reply.location:
                return Outcome(_answer(reply.status), reply.status, moved_to)
            reached = urljoin(reached, reply.location)
            permanent = permanent and reply.status in PERMANENT
            if permanent and len(reached) <= LONGEST_ADDRESS:
                moved_to = reached
        return Outcome(Answer.LOOP)

    def fetch(self, method: str, url: str, most: int = 0) -> Reply:
        """One request; no more than `most` bytes of its body are read. Raises NoAnswerError."""
        caller = Caller(_everybody if self.private else is_public, self.timeout, self.deadline)
        with caller.conversation(url) as talk:
            headers = {"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
            talk.connection.request(method, talk.target, headers=headers)
            response = talk.connection.getresponse()
            body = response.read(most) if most else b""
            return Reply(response.status, response.headers.get("Location", ""), body)

    def _head_or_get(self, url: str) -> Reply:
        reply = self.fetch("HEAD", url)
        return self.fetch("GET", url) if reply.status >= 400 and reply.status not in FINAL else reply


def _everybody(address: str) -> bool:
    return True


def _answer(status: int) -> Answer:
    if status < 400:
        return Answer.WORKS
    if status in GONE:
        return Answer.GONE
    # A page that asks for a log-in, or for a person, is there.
    return Answer.SERVER if 500 <= status < 600 else Answer.BARRED
