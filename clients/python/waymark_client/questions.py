"""A method for every question that the API answers.

Written by `make clients` from docs/api/schema.graphql: change that, and run it again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Protocol, TypeVar

from .parts import decode, given
from .types import (
    Answer,
    Changes,
    City,
    ConcernState,
    Document,
    DocumentConnection,
    DocumentKind,
    DocumentOrder,
    ListedCity,
    Near,
    SearchResults,
)

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

    def city(self, slug: str, *, language: str | None = None, languages: list[str] | None = None) -> City | None:
        """A city; null if there is none, or if its home page is not published."""
        text = (
            "query City($slug: String!, $language: String, $languages: [String!]) { city(slug: $slug, "
            "language: $language, languages: $languages) { __typename id uuid kind city { ...Reference } "
            "language requestedLanguage translationState sourceLanguage path title parent { ...Reference } "
            "position topics { ...Reference } situations { ...Reference } translation { state outdated "
            "segments } owner { ...Reference } checkedOn reviewDue sourceUrl validFrom validUntil history { "
            "on before after field } takenFrom { publisher url licence } voice { url hash size type "
            "transcript reader recordedOn } sensitivity fallback revision ... on City { slug introduction "
            "country regionCode languages timeZone siteUrl publisher publisherEmail publisherAddress licence "
            "deskUrl } } } fragment Reference on Document { __typename uuid kind title path language }"
        )
        data = self.query(text, given(slug=slug, language=language, languages=languages))
        return decode(City | None, data["city"])

    def document(
        self,
        city: str,
        *,
        language: str | None = None,
        languages: list[str] | None = None,
        uuid: str | None = None,
        path: str | None = None,
    ) -> Document | None:
        """One document, by its UUID or by its path; null if it is not published."""
        text = (
            "query Document($city: String!, $language: String, $languages: [String!], $uuid: ID, $path: "
            "String) { document(city: $city, language: $language, languages: $languages, uuid: $uuid, path: "
            "$path) { __typename id uuid kind city { ...Reference } language requestedLanguage "
            "translationState sourceLanguage path title parent { ...Reference } position topics { "
            "...Reference } situations { ...Reference } translation { state outdated segments } owner { "
            "...Reference } checkedOn reviewDue sourceUrl validFrom validUntil history { on before after "
            "field } takenFrom { publisher url licence } voice { url hash size type transcript reader "
            "recordedOn } sensitivity fallback revision ... on Alert { severity text affects { ...Reference } "
            "isForAll } ... on Article { summary audience { operator conditions { facet values } } blocks { "
            "requestedLanguage language translationState fallback id type html } picture { requestedLanguage "
            "language translationState fallback url hash width height alt credit } attribution } ... on City "
            "{ slug introduction country regionCode languages timeZone siteUrl publisher publisherEmail "
            "publisherAddress licence deskUrl } ... on Contact { number email url whenToCall languages always "
            "openingHours { days opens closes byAppointment } emergency } ... on Cost { amount currency free "
            "reduction paymentMethods condition } ... on DocumentType { officialName description synonyms { "
            "requestedLanguage language translationState fallback id name } issuedBy { ...OrganisationInShort "
            "} howToGet { ...ProcedureInShort } } ... on Event { eventKind summary text starts ends "
            "recurrence { days until } office { ...OfficeInShort } venue { name street postalCode locality "
            "country } level cost { ...CostInShort } childcare womenOnly languages registrationUrl organiser "
            "{ ...OrganisationInShort } } ... on Office { organisation { ...OrganisationInShort } address { "
            "street postalCode locality country } latitude longitude accessNotes accessibility { stepFree "
            "toilet lift hearingLoop } phones { number languages } email url openingHours { days opens closes "
            "byAppointment } closures { requestedLanguage language translationState fallback id from to "
            "reason } appointmentUrl languagesSpoken picture { requestedLanguage language translationState "
            "fallback url hash width height alt credit } } ... on Organisation { organisationKind description "
            "url email phones { number languages } parentOrganisation { ...OrganisationInShort } verified } "
            "... on Procedure { summary outcome forWhom audience { operator conditions { facet values } } "
            "authority { ...OrganisationInShort } deadline { requestedLanguage language translationState "
            "fallback days event counted } duration { value maximum unit } online appeal ifItFails legalBasis "
            "{ title url } steps { requestedLanguage language translationState fallback id kind title text "
            "documents { requestedLanguage language translationState fallback id document { ...Reference } "
            "required condition original copies swornTranslation note } cost { ...Reference } duration { "
            "value maximum unit } deadline { requestedLanguage language translationState fallback days event "
            "counted } office { ...Reference } link legalBasis { title url } branches { requestedLanguage "
            "language translationState fallback id condition step } } } ... on Service { summary forWhom "
            "audience { operator conditions { facet values } } blocks { requestedLanguage language "
            "translationState fallback id type html } documents { requestedLanguage language translationState "
            "fallback id document { ...Reference } required condition original copies swornTranslation note } "
            "authority { ...OrganisationInShort } offices { ...OfficeInShort } channels { kind url } costs { "
            "...CostInShort } processingTime { value maximum unit } deadline { requestedLanguage language "
            "translationState fallback days event counted } ifItFails legalBasis { title url } contact { "
            "...Reference number email url whenToCall languages always openingHours { days opens closes "
            "byAppointment } emergency } procedure { ...ProcedureInShort } picture { requestedLanguage "
            "language translationState fallback url hash width height alt credit } } ... on Situation { "
            "summary procedures { ...ProcedureInShort } checklist } ... on Term { officialTerm explanation "
            "doNotTranslate } ... on Topic { summary icon } } } fragment CostInShort on Cost { ...Reference "
            "amount currency free reduction paymentMethods condition } fragment OfficeInShort on Office { "
            "...Reference address { street postalCode locality country } latitude longitude accessNotes "
            "accessibility { stepFree toilet lift hearingLoop } phones { number languages } email url "
            "openingHours { days opens closes byAppointment } closures { requestedLanguage language "
            "translationState fallback id from to reason } appointmentUrl languagesSpoken picture { "
            "requestedLanguage language translationState fallback url hash width height alt credit } } "
            "fragment OrganisationInShort on Organisation { ...Reference organisationKind description url "
            "email phones { number languages } verified } fragment ProcedureInShort on Procedure { "
            "...Reference summary outcome forWhom audience { operator conditions { facet values } } deadline "
            "{ requestedLanguage language translationState fallback days event counted } duration { value "
            "maximum unit } online appeal ifItFails legalBasis { title url } } fragment Reference on Document "
            "{ __typename uuid kind title path language }"
        )
        data = self.query(text, given(city=city, language=language, languages=languages, uuid=uuid, path=path))
        return decode(Document | None, data["document"])

    def documents(
        self,
        city: str,
        *,
        language: str | None = None,
        languages: list[str] | None = None,
        kind: DocumentKind | None = None,
        topic: str | None = None,
        situation: str | None = None,
        office: str | None = None,
        organisation: str | None = None,
        answers: list[Answer] | None = None,
        concern: list[ConcernState] | None = None,
        changed_after: int | None = None,
        changed_since: dt.date | None = None,
        near: Near | None = None,
        order: DocumentOrder | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> DocumentConnection:
        """The documents of a city, by path. To keep a copy of all of them, follow `changes`."""
        text = (
            "query Documents($city: String!, $language: String, $languages: [String!], $kind: DocumentKind, "
            "$topic: ID, $situation: ID, $office: ID, $organisation: ID, $answers: [Answer!], $concern: "
            "[ConcernState!]! = [YES, MAYBE], $changedAfter: Int, $changedSince: Date, $near: Near, $order: "
            "DocumentOrder! = PATH, $first: Int! = 20, $after: String) { documents(city: $city, language: "
            "$language, languages: $languages, kind: $kind, topic: $topic, situation: $situation, office: "
            "$office, organisation: $organisation, answers: $answers, concern: $concern, changedAfter: "
            "$changedAfter, changedSince: $changedSince, near: $near, order: $order, first: $first, after: "
            "$after) { totalCount revision nodes { __typename id uuid kind city { ...Reference } language "
            "requestedLanguage translationState sourceLanguage path title parent { ...Reference } position "
            "translation { state outdated segments } owner { ...Reference } checkedOn reviewDue sourceUrl "
            "validFrom validUntil takenFrom { publisher url licence } voice { url hash size type transcript "
            "reader recordedOn } sensitivity fallback revision } pageInfo { hasNextPage hasPreviousPage "
            "startCursor endCursor } } } fragment Reference on Document { __typename uuid kind title path "
            "language }"
        )
        data = self.query(
            text,
            given(
                city=city,
                language=language,
                languages=languages,
                kind=kind,
                topic=topic,
                situation=situation,
                office=office,
                organisation=organisation,
                answers=answers,
                concern=concern,
                changedAfter=changed_after,
                changedSince=changed_since,
                near=near,
                order=order,
                first=first,
                after=after,
            ),
        )
        return decode(DocumentConnection, data["documents"])

    def node(self, id: str) -> Document | None:
        """What has this id, in the languages in which it was asked for; null if it is no longer published."""
        text = (
            "query Node($id: ID!) { node(id: $id) { __typename ... on Document { __typename id uuid kind city "
            "{ ...Reference } language requestedLanguage translationState sourceLanguage path title parent { "
            "...Reference } position topics { ...Reference } situations { ...Reference } translation { state "
            "outdated segments } owner { ...Reference } checkedOn reviewDue sourceUrl validFrom validUntil "
            "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
            "transcript reader recordedOn } sensitivity fallback revision } ... on Alert { severity text "
            "affects { ...Reference } isForAll } ... on Article { summary audience { operator conditions { "
            "facet values } } blocks { requestedLanguage language translationState fallback id type html } "
            "picture { requestedLanguage language translationState fallback url hash width height alt credit "
            "} attribution } ... on City { slug introduction country regionCode languages timeZone siteUrl "
            "publisher publisherEmail publisherAddress licence deskUrl } ... on Contact { number email url "
            "whenToCall languages always openingHours { days opens closes byAppointment } emergency } ... on "
            "Cost { amount currency free reduction paymentMethods condition } ... on DocumentType { "
            "officialName description synonyms { requestedLanguage language translationState fallback id name "
            "} issuedBy { ...OrganisationInShort } howToGet { ...ProcedureInShort } } ... on Event { "
            "eventKind summary text starts ends recurrence { days until } office { ...OfficeInShort } venue { "
            "name street postalCode locality country } level cost { ...CostInShort } childcare womenOnly "
            "languages registrationUrl organiser { ...OrganisationInShort } } ... on Office { organisation { "
            "...OrganisationInShort } address { street postalCode locality country } latitude longitude "
            "accessNotes accessibility { stepFree toilet lift hearingLoop } phones { number languages } email "
            "url openingHours { days opens closes byAppointment } closures { requestedLanguage language "
            "translationState fallback id from to reason } appointmentUrl languagesSpoken picture { "
            "requestedLanguage language translationState fallback url hash width height alt credit } } ... on "
            "Organisation { organisationKind description url email phones { number languages } "
            "parentOrganisation { ...OrganisationInShort } verified } ... on Procedure { summary outcome "
            "forWhom audience { operator conditions { facet values } } authority { ...OrganisationInShort } "
            "deadline { requestedLanguage language translationState fallback days event counted } duration { "
            "value maximum unit } online appeal ifItFails legalBasis { title url } steps { requestedLanguage "
            "language translationState fallback id kind title text documents { requestedLanguage language "
            "translationState fallback id document { ...Reference } required condition original copies "
            "swornTranslation note } cost { ...Reference } duration { value maximum unit } deadline { "
            "requestedLanguage language translationState fallback days event counted } office { ...Reference "
            "} link legalBasis { title url } branches { requestedLanguage language translationState fallback "
            "id condition step } } } ... on Service { summary forWhom audience { operator conditions { facet "
            "values } } blocks { requestedLanguage language translationState fallback id type html } "
            "documents { requestedLanguage language translationState fallback id document { ...Reference } "
            "required condition original copies swornTranslation note } authority { ...OrganisationInShort } "
            "offices { ...OfficeInShort } channels { kind url } costs { ...CostInShort } processingTime { "
            "value maximum unit } deadline { requestedLanguage language translationState fallback days event "
            "counted } ifItFails legalBasis { title url } contact { ...Reference number email url whenToCall "
            "languages always openingHours { days opens closes byAppointment } emergency } procedure { "
            "...ProcedureInShort } picture { requestedLanguage language translationState fallback url hash "
            "width height alt credit } } ... on Situation { summary procedures { ...ProcedureInShort } "
            "checklist } ... on Term { officialTerm explanation doNotTranslate } ... on Topic { summary icon "
            "} } } fragment CostInShort on Cost { ...Reference amount currency free reduction paymentMethods "
            "condition } fragment OfficeInShort on Office { ...Reference address { street postalCode locality "
            "country } latitude longitude accessNotes accessibility { stepFree toilet lift hearingLoop } "
            "phones { number languages } email url openingHours { days opens closes byAppointment } closures "
            "{ requestedLanguage language translationState fallback id from to reason } appointmentUrl "
            "languagesSpoken picture { requestedLanguage language translationState fallback url hash width "
            "height alt credit } } fragment OrganisationInShort on Organisation { ...Reference "
            "organisationKind description url email phones { number languages } verified } fragment "
            "ProcedureInShort on Procedure { ...Reference summary outcome forWhom audience { operator "
            "conditions { facet values } } deadline { requestedLanguage language translationState fallback "
            "days event counted } duration { value maximum unit } online appeal ifItFails legalBasis { title "
            "url } } fragment Reference on Document { __typename uuid kind title path language }"
        )
        data = self.query(text, given(id=id))
        return decode(Document | None, data["node"])

    def changes(self, city: str, after: int, *, first: int | None = None) -> Changes:
        """What changed in a city, in all languages, since a revision. Once in a query."""
        text = (
            "query Changes($city: String!, $after: Int!, $first: Int! = 100) { changes(city: $city, after: "
            "$after, first: $first) { documents { uuid language kind path revision withdrawn body } cursor "
            "hasMore } }"
        )
        data = self.query(text, given(city=city, after=after, first=first))
        return decode(Changes, data["changes"])

    def search(
        self,
        city: str,
        query: str,
        *,
        language: str | None = None,
        kinds: list[DocumentKind] | None = None,
        first: int | None = None,
    ) -> SearchResults:
        """What a guide has on a question, ranked as on its readers' devices."""
        text = (
            "query Search($city: String!, $language: String, $query: String!, $kinds: [DocumentKind!], "
            "$first: Int! = 10) { search(city: $city, language: $language, query: $query, kinds: $kinds, "
            "first: $first) { totalCount hits { document { ...Reference } score share best { text language "
            "isHeading isBest pieces { text isAsked } } passages { text language isHeading isBest pieces { "
            "text isAsked } } } didYouMean } } fragment Reference on Document { __typename uuid kind title "
            "path language }"
        )
        data = self.query(text, given(city=city, language=language, query=query, kinds=kinds, first=first))
        return decode(SearchResults, data["search"])

    def preview(self, token: str) -> Document | None:
        """
        The draft of one page in one language, as the document that it would become. What it refers to is read as it is
        published. Its `revision` is 0. Never keep the answer.
        """
        text = (
            "query Preview($token: String!) { preview(token: $token) { __typename id uuid kind city { "
            "...Reference } language requestedLanguage translationState sourceLanguage path title parent { "
            "...Reference } position topics { ...Reference } situations { ...Reference } translation { state "
            "outdated segments } owner { ...Reference } checkedOn reviewDue sourceUrl validFrom validUntil "
            "history { on before after field } takenFrom { publisher url licence } voice { url hash size type "
            "transcript reader recordedOn } sensitivity fallback revision ... on Alert { severity text "
            "affects { ...Reference } isForAll } ... on Article { summary audience { operator conditions { "
            "facet values } } blocks { requestedLanguage language translationState fallback id type html } "
            "picture { requestedLanguage language translationState fallback url hash width height alt credit "
            "} attribution } ... on City { slug introduction country regionCode languages timeZone siteUrl "
            "publisher publisherEmail publisherAddress licence deskUrl } ... on Contact { number email url "
            "whenToCall languages always openingHours { days opens closes byAppointment } emergency } ... on "
            "Cost { amount currency free reduction paymentMethods condition } ... on DocumentType { "
            "officialName description synonyms { requestedLanguage language translationState fallback id name "
            "} issuedBy { ...OrganisationInShort } howToGet { ...ProcedureInShort } } ... on Event { "
            "eventKind summary text starts ends recurrence { days until } office { ...OfficeInShort } venue { "
            "name street postalCode locality country } level cost { ...CostInShort } childcare womenOnly "
            "languages registrationUrl organiser { ...OrganisationInShort } } ... on Office { organisation { "
            "...OrganisationInShort } address { street postalCode locality country } latitude longitude "
            "accessNotes accessibility { stepFree toilet lift hearingLoop } phones { number languages } email "
            "url openingHours { days opens closes byAppointment } closures { requestedLanguage language "
            "translationState fallback id from to reason } appointmentUrl languagesSpoken picture { "
            "requestedLanguage language translationState fallback url hash width height alt credit } } ... on "
            "Organisation { organisationKind description url email phones { number languages } "
            "parentOrganisation { ...OrganisationInShort } verified } ... on Procedure { summary outcome "
            "forWhom audience { operator conditions { facet values } } authority { ...OrganisationInShort } "
            "deadline { requestedLanguage language translationState fallback days event counted } duration { "
            "value maximum unit } online appeal ifItFails legalBasis { title url } steps { requestedLanguage "
            "language translationState fallback id kind title text documents { requestedLanguage language "
            "translationState fallback id document { ...Reference } required condition original copies "
            "swornTranslation note } cost { ...Reference } duration { value maximum unit } deadline { "
            "requestedLanguage language translationState fallback days event counted } office { ...Reference "
            "} link legalBasis { title url } branches { requestedLanguage language translationState fallback "
            "id condition step } } } ... on Service { summary forWhom audience { operator conditions { facet "
            "values } } blocks { requestedLanguage language translationState fallback id type html } "
            "documents { requestedLanguage language translationState fallback id document { ...Reference } "
            "required condition original copies swornTranslation note } authority { ...OrganisationInShort } "
            "offices { ...OfficeInShort } channels { kind url } costs { ...CostInShort } processingTime { "
            "value maximum unit } deadline { requestedLanguage language translationState fallback days event "
            "counted } ifItFails legalBasis { title url } contact { ...Reference number email url whenToCall "
            "languages always openingHours { days opens closes byAppointment } emergency } procedure { "
            "...ProcedureInShort } picture { requestedLanguage language translationState fallback url hash "
            "width height alt credit } } ... on Situation { summary procedures { ...ProcedureInShort } "
            "checklist } ... on Term { officialTerm explanation doNotTranslate } ... on Topic { summary icon "
            "} } } fragment CostInShort on Cost { ...Reference amount currency free reduction paymentMethods "
            "condition } fragment OfficeInShort on Office { ...Reference address { street postalCode locality "
            "country } latitude longitude accessNotes accessibility { stepFree toilet lift hearingLoop } "
            "phones { number languages } email url openingHours { days opens closes byAppointment } closures "
            "{ requestedLanguage language translationState fallback id from to reason } appointmentUrl "
            "languagesSpoken picture { requestedLanguage language translationState fallback url hash width "
            "height alt credit } } fragment OrganisationInShort on Organisation { ...Reference "
            "organisationKind description url email phones { number languages } verified } fragment "
            "ProcedureInShort on Procedure { ...Reference summary outcome forWhom audience { operator "
            "conditions { facet values } } deadline { requestedLanguage language translationState fallback "
            "days event counted } duration { value maximum unit } online appeal ifItFails legalBasis { title "
            "url } } fragment Reference on Document { __typename uuid kind title path language }"
        )
        data = self.query(text, given(token=token))
        return decode(Document | None, data["preview"])

    def each(
        self,
        kind: type[D],
        city: str,
        *,
        language: str | None = None,
        languages: list[str] | None = None,
        topic: str | None = None,
        situation: str | None = None,
        office: str | None = None,
        organisation: str | None = None,
        answers: list[Answer] | None = None,
        concern: list[ConcernState] | None = None,
        changed_after: int | None = None,
        changed_since: dt.date | None = None,
        near: Near | None = None,
        order: DocumentOrder | None = None,
    ) -> Iterator[D]:
        """Every document of a kind with all that it holds; of `Document`, every one with what lists tell.

        Asks for a page when the one before has been read. Arguments are those of `documents`.
        """
        head = (
            "query Documents($city: String!, $language: String, $languages: [String!], $kind: DocumentKind, "
            "$topic: ID, $situation: ID, $office: ID, $organisation: ID, $answers: [Answer!], $concern: "
            "[ConcernState!]! = [YES, MAYBE], $changedAfter: Int, $changedSince: Date, $near: Near, $order: "
            "DocumentOrder! = PATH, $after: String) { documents(city: $city, language: $language, languages: "
            "$languages, kind: $kind, topic: $topic, situation: $situation, office: $office, organisation: "
            "$organisation, answers: $answers, concern: $concern, changedAfter: $changedAfter, changedSince: "
            "$changedSince, near: $near, order: $order, first: %d, after: $after) { pageInfo { hasNextPage "
            "endCursor } nodes { %s } } }"
        )
        text = head.replace("%d", str(kind.PAGE_SIZE)).replace("%s", kind.SELECTION)
        variables = given(
            city=city,
            language=language,
            languages=languages,
            topic=topic,
            situation=situation,
            office=office,
            organisation=organisation,
            answers=answers,
            concern=concern,
            changedAfter=changed_after,
            changedSince=changed_since,
            near=near,
            order=order,
            kind=kind.KIND,
        )
        more = True
        while more:
            page = self.query(text, variables)["documents"]
            yield from (decode(kind, node) for node in page["nodes"])
            more, variables["after"] = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
