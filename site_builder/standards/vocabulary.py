"""What CPSV-AP has no words for: the order of a procedure's steps, where they lead, and facts that help to get there.

The same table is in docs/api/standards.md; a test compares them.
"""

from __future__ import annotations

from site_builder.standards.rdf import PREFIXES, Node, Ref, Text

CLASSES = {
    "Step": "What somebody does in a procedure, in an order. Also a cpsv:Rule that the public service follows.",
    "Branch": "Where a step leads: to the next step, perhaps under a condition only.",
}

PROPERTIES = {
    "position": "The place of a step in its procedure, from 1 on.",
    "kind": "Of a step: wm:doStep, wm:andStep, wm:orStep or wm:waitStep. Of a public service: wm:serviceKind or"
    " wm:procedureKind.",
    "branch": "A way on from a step. A step without one leads to the next position.",
    "leadsTo": "The step to which a branch leads.",
    "condition": "In words: when a branch is taken, or when a paper is needed that is not always needed.",
    "deadline": "The rule that says until when a step has to be done.",
    "days": "Of a deadline: how many days.",
    "counted": "Of a deadline: whether the days lead from the event of its title to a later day (after) or to an"
    " earlier one (before); left out where nobody has said.",
    "shortestTime": "The shortest time that it takes, where cv:processingTime is the longest.",
    "online": "Whether the procedure can be done online from its first to its last step.",
    "appeal": "How to object to a decision.",
    "ifItFails": "What to do if it is refused or goes wrong.",
    "always": "Of a paper: whether everybody has to bring it. Of a contact: whether somebody answers day and night.",
    "original": "Whether the original of a paper has to be shown.",
    "copies": "How many copies of a paper have to be brought.",
    "swornTranslation": "Whether a paper in another language has to be translated by a sworn translator.",
    "officialName": "The word for a paper as it stands on forms; in the language of the offices.",
    "issuedBy": "The organisation that issues a type of paper.",
    "obtainedBy": "The procedure by which somebody gets a type of paper.",
    "reduction": "Who pays less.",
    "paymentMethod": "cash, card, transfer, direct_debit or online.",
    "byAppointment": "Whether these opening hours are for those with an appointment only.",
    "appointments": "The page on which appointments are made.",
    "stepFree": "Whether an office can be reached without a step.",
    "accessibleToilet": "Whether there is a toilet for wheelchair users.",
    "lift": "Whether there is a lift.",
    "hearingLoop": "Whether there is a hearing loop.",
    "emergency": "Whether it is a number for emergencies.",
    "organisationKind": "authority, ngo, company or club.",
    "regionCode": "The code of the place in NUTS or LAU.",
    "country": "The country of the place, ISO 3166-1 alpha-2.",
    "icon": "The name of the picture that the guide shows beside a topic.",
}

CONCEPTS = {
    "doStep": "A step to be done.",
    "andStep": "A step that can be done at the same time as the one before.",
    "orStep": "A step that is another way of doing the one before.",
    "waitStep": "Nothing is to be done: somebody else decides, or time has to pass.",
    "visitChannel": "A channel: to go there.",
    "phoneChannel": "A channel: to call.",
    "onlineChannel": "A channel: on the web.",
    "postChannel": "A channel: to send a letter.",
    "serviceKind": "A public service that is offered, as somebody looks for it.",
    "procedureKind": "A public service told step by step.",
}


def vocabulary() -> list[Node]:
    """The vocabulary as a graph."""
    ontology = Ref(PREFIXES["wm"].rstrip("#"))
    title = Text("Steps of procedures and how to get there, beside CPSV-AP 3.2", "en")
    nodes = [Node(ontology.iri, "owl:Ontology").say("dct:title", title)]
    for kind, words in (("rdfs:Class", CLASSES), ("rdf:Property", PROPERTIES), ("skos:Concept", CONCEPTS)):
        for name, comment in words.items():
            node = Node(f"wm:{name}", kind).say("rdfs:label", Text(name, "en")).say("rdfs:comment", Text(comment, "en"))
            nodes.append(node.say("rdfs:isDefinedBy", ontology))
    return nodes
