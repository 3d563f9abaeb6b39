"""A method for every question that the API answers.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from .parts import decode, given
from .types import Changes, City, Document, DocumentConnection, DocumentKind, ListedCity

D = TypeVar("D", bound=Document)


class Questions(Protocol):
    """What can be asked; `Client` has the ways to ask."""

    def query(self, text: str, variables: dict[str, Any] | None = None) -> dict[str, Any]:
        """The `data` of the answer to a query of your own."""
        ...

    def cities(self) -> list[ListedCity]:
        """The cities that have published a guide, by slug."""
        text = "query Cities { cities { slug title country sourceLanguage languages siteUrl } }"
        data = self.query(text)
        return decode(list[ListedCity], data["cities"])

    def city(self, slug: str, *, language: str | None = None) -> City | None:
        """A city; null if there is none, or if its home page is not published."""
        text = (
            "query City($slug: String!, $language: String) { city(slug: $slug, language: $language) { "
            "__typename uuid kind city { ...Reference } language requestedLanguage sourceLanguage path title "
            "parent { ...Reference } position topics { ...Reference } situations { ...Reference } translation "
            "{ state outdated segments } owner { ...Reference } checkedOn reviewDue sourceUrl validFrom "
            "validUntil history { on before after field } takenFrom { publisher url licence } voice { url "
            "hash size type transcript reader recordedOn } sensitivity fallback revision ... on City { slug "
            "introduction country regionCode languages timeZone siteUrl publisher publisherEmail "
            "publisherAddress licence deskUrl } } } fragment Reference on Document { __typename uuid kind "
            "title path language }"
        )
        data = self.query(text, given(slug=slug, language=language))
        return decode(City | None, data["city"])

    def document(
        self,
        city: str,
        *,
        language: str | None = None,
        uuid: str | None = None,
        path: str | None = None,
    ) -> Document | None:
        """One document, by its UUID or by its path; null if it is not published."""
        text = (
            "query Document($city: String!, $language: String, $uuid: ID, $path: String) { document(city: "
            "$city, language: $language, uuid: $uuid, path: $path) { __typename uuid kind city { ...Reference "
            "} language requestedLanguage sourceLanguage path title parent { ...Reference } position topics { "
            "...Reference } situations { ...Reference } translation { state outdated segments } owner { "
            "...Reference } checkedOn reviewDue sourceUrl validFrom validUntil history { on before after "
            "field } takenFrom { publisher url licence } voice { url hash size type transcript reader "
            "recordedOn } sensitivity fallback revision ... on Alert { severity text affects { ...Reference } "
            "isForAll } ... on Article { summary audience { operator conditions { facet values } } blocks { "
            "id type html fallback } picture { url hash width height alt credit fallback } attribution } ... "
            "on City { slug introduction country regionCode languages timeZone siteUrl publisher "
            "publisherEmail publisherAddress licence deskUrl } ... on Contact { number email url whenToCall "
            "languages always openingHours { days opens closes byAppointment } emergency } ... on Cost { "
            "amount currency free reduction paymentMethods condition } ... on DocumentType { officialName "
            "description synonyms { id name fallback } issuedBy { ...OrganisationInShort } howToGet { "
            "...ProcedureInShort } } ... on Event { eventKind summary text starts ends recurrence { days "
            "until } office { ...OfficeInShort } venue { name street postalCode locality country } level cost "
            "{ ...CostInShort } childcare womenOnly languages registrationUrl organiser { "
            "...OrganisationInShort } } ... on Office { organisation { ...OrganisationInShort } address { "
            "street postalCode locality country } latitude longitude accessNotes accessibility { stepFree "
            "toilet lift hearingLoop } phones { number languages } email url openingHours { days opens closes "
            "byAppointment } closures { id from to reason fallback } appointmentUrl languagesSpoken picture { "
            "url hash width height alt credit fallback } } ... on Organisation { organisationKind description "
            "url email phones { number languages } parentOrganisation { ...OrganisationInShort } verified } "
            "... on Procedure { summary outcome forWhom audience { operator conditions { facet values } } "
            "authority { ...OrganisationInShort } deadline { days event counted fallback } duration { value "
            "maximum unit } online appeal ifItFails legalBasis { title url } steps { id kind title text "
            "documents { id document { ...Reference } required condition original copies swornTranslation "
            "note fallback } cost { ...Reference } duration { value maximum unit } deadline { days event "
            "counted fallback } office { ...Reference } link legalBasis { title url } branches { id condition "
            "step fallback } fallback } } ... on Service { summary forWhom audience { operator conditions { "
            "facet values } } blocks { id type html fallback } documents { id document { ...Reference } "
            "required condition original copies swornTranslation note fallback } authority { "
            "...OrganisationInShort } offices { ...OfficeInShort } channels { kind url } costs { "
            "...CostInShort } processingTime { value maximum unit } deadline { days event counted fallback } "
            "ifItFails legalBasis { title url } contact { ...Reference number email url whenToCall languages "
            "always openingHours { days opens closes byAppointment } emergency } procedure { "
            "...ProcedureInShort } picture { url hash width height alt credit fallback } } ... on Situation { "
            "summary procedures { ...ProcedureInShort } checklist } ... on Term { officialTerm explanation "
            "doNotTranslate } ... on Topic { summary icon } } } fragment CostInShort on Cost { ...Reference "
            "amount currency free reduction paymentMethods condition } fragment OfficeInShort on Office { "
            "...Reference address { street postalCode locality country } latitude longitude accessNotes "
            "accessibility { stepFree toilet lift hearingLoop } phones { number languages } email url "
            "openingHours { days opens closes byAppointment } closures { id from to reason fallback } "
            "appointmentUrl languagesSpoken picture { url hash width height alt credit fallback } } fragment "
            "OrganisationInShort on Organisation { ...Reference organisationKind description url email phones "
            "{ number languages } verified } fragment ProcedureInShort on Procedure { ...Reference summary "
            "outcome forWhom audience { operator conditions { facet values } } deadline { days event counted "
            "fallback } duration { value maximum unit } online appeal ifItFails legalBasis { title url } } "
            "fragment Reference on Document { __typename uuid kind title path language }"
        )
        data = self.query(text, given(city=city, language=language, uuid=uuid, path=path))
        return decode(Document | None, data["document"])

    def documents(
        self,
        city: str,
        *,
        language: str | None = None,
        kind: DocumentKind | None = None,
        topic: str | None = None,
        situation: str | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> DocumentConnection:
        """The documents of a city, by path. To keep a copy of all of them, follow `changes`."""
        text = (
            "query Documents($city: String!, $language: String, $kind: DocumentKind, $topic: ID, $situation: "
            "ID, $first: Int! = 20, $after: String) { documents(city: $city, language: $language, kind: "
            "$kind, topic: $topic, situation: $situation, first: $first, after: $after) { totalCount nodes { "
            "__typename uuid kind city { ...Reference } language requestedLanguage sourceLanguage path title "
            "parent { ...Reference } position translation { state outdated segments } owner { ...Reference } "
            "checkedOn reviewDue sourceUrl validFrom validUntil takenFrom { publisher url licence } voice { "
            "url hash size type transcript reader recordedOn } sensitivity fallback revision } pageInfo { "
            "hasNextPage hasPreviousPage startCursor endCursor } } } fragment Reference on Document { "
            "__typename uuid kind title path language }"
        )
        data = self.query(
            text,
            given(city=city, language=language, kind=kind, topic=topic, situation=situation, first=first, after=after),
        )
        return decode(DocumentConnection, data["documents"])

    def changes(self, city: str, after: int, *, first: int | None = None) -> Changes:
        """What changed in a city, in all languages, since a revision. Once in a query."""
        text = (
            "query Changes($city: String!, $after: Int!, $first: Int! = 100) { changes(city: $city, after: "
            "$after, first: $first) { documents { uuid language kind path revision withdrawn body } cursor "
            "hasMore } }"
        )
        data = self.query(text, given(city=city, after=after, first=first))
        return decode(Changes, data["changes"])

    def each(
        self,
        kind: type[D],
        city: str,
        *,
        language: str | None = None,
        topic: str | None = None,
        situation: str | None = None,
    ) -> Iterator[D]:
        """Every document of a kind with all that it holds; of `Document`, every one with what lists tell.

        Asks for a page when the one before has been read. Arguments are those of `documents`.
        """
        head = (
            "query Documents($city: String!, $language: String, $kind: DocumentKind, $topic: ID, $situation: "
            "ID, $after: String) { documents(city: $city, language: $language, kind: $kind, topic: $topic, "
            "situation: $situation, first: %d, after: $after) { pageInfo { hasNextPage endCursor } nodes { %s "
            "} } }"
        )
        text = head.replace("%d", str(kind.PAGE_SIZE)).replace("%s", kind.SELECTION)
        variables = given(city=city, language=language, topic=topic, situation=situation, kind=kind.KIND)
        more = True
        while more:
            page = self.query(text, variables)["documents"]
            yield from (decode(kind, node) for node in page["nodes"])
            more, variables["after"] = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
