"""What the clients ask for when nobody says what: of a document all that it holds, and of what it names enough to show.

The limits of the API decide how much that can be. A document that another one names comes with its own facts (the hours
of an office, the amount of a cost) and not with the documents that it names in turn.
"""

from __future__ import annotations

from collections.abc import Iterator

from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_leaf_type,
)

# What every document is called and where it is: enough for a link to it.
REFERENCE = "__typename uuid kind title path language"
# Everything at once as JSON would double what is asked for field by field.
LEFT_OUT = {"body"}
# How long the API counts a list to be that is not asked for page by page.
USUAL_LENGTH = 5
# Nine tenths of what an answer may hold: the page around the documents counts too.
MOST_VALUES = 9_000
MOST_AT_ONCE = 100


class Selections:
    """The selections for the types of a schema."""

    def __init__(self, schema: GraphQLSchema) -> None:
        self.schema = schema
        document = schema.type_map["Document"]
        if not isinstance(document, GraphQLInterfaceType):
            raise TypeError("Document is no interface any more: the clients are generated around it.")
        self._document = document
        self.envelope = document.fields
        if schema.query_type is None:
            raise TypeError("The schema has no Query.")
        self.query = schema.query_type.fields
        self.kinds = sorted(schema.get_possible_types(document), key=lambda kind: kind.name)

    def of_kind(self, kind: GraphQLObjectType) -> str:
        """Everything that a document of this kind holds."""
        return f"{self._envelope()} ... on {kind.name} {{ {self._own(kind)} }}"

    def of_any_kind(self) -> str:
        """Everything that a document holds, whatever it is."""
        return f"{self._envelope()} {self._all_own()}"

    def shortened(self, query: str) -> str:
        """The query with fragments for what it asks again and again: the API limits how long a query may be."""
        fragments = []
        for kind in self.kinds:
            short = self._in_short(kind)
            if short != REFERENCE and query.count(f"{{ {short} }}") > 1:
                query = query.replace(f"{{ {short} }}", f"{{ ...{kind.name}InShort }}")
                fragments.append(f"fragment {kind.name}InShort on {kind.name} {{ {short} }}")
        whole = " ".join([query, *fragments]).replace(f"{{ {REFERENCE} ", "{ ...Reference ")
        return f"{whole} fragment Reference on Document {{ {REFERENCE} }}" if "...Reference" in whole else whole

    def listed(self) -> str:
        """What a list of documents of any kind tells of each: no lists, so that a hundred may be asked for."""
        parts = ["__typename"]
        for name, field in _plain(self._document):
            if not _is_list(field) or is_leaf_type(get_named_type(field.type)):
                parts.append(self._asked(name, field, REFERENCE))
        return " ".join(parts)

    def of_answer(self, field: GraphQLField) -> str:
        """What is asked of a field of `Query`; empty for a plain value."""
        answered = get_named_type(field.type)
        if is_leaf_type(answered):
            return ""
        if answered is self._document:
            return self.of_any_kind()
        if self.is_document(answered) and answered not in self.kinds:
            return f"__typename ... on {self._document.name} {{ {self._envelope()} }} {self._all_own()}"
        if answered in self.kinds:
            return self.of_kind(answered)
        return self._page(answered)

    def page_size(self, kind: GraphQLObjectType) -> int:
        """How many documents of a kind may be asked for at once, so that the answer stays within the limit."""
        return _fitting(cost_of(self.of_kind(kind), kind))

    @property
    def listed_size(self) -> int:
        """How many documents of any kind may be listed at once."""
        return _fitting(cost_of(self.listed(), self._document))

    def is_document(self, answered: object) -> bool:
        """Whether a type is a document of some kind, or an interface that only documents have."""
        if isinstance(answered, GraphQLInterfaceType):
            return set(self.schema.get_possible_types(answered)) <= set(self.kinds)
        return answered in self.kinds

    def is_hidden(self, kind: object) -> bool:
        """Whether the clients do without a type: interfaces that only repeat what is in the types themselves."""
        return isinstance(kind, GraphQLInterfaceType) and kind is not self._document

    def _page(self, answered: object) -> str:
        """A page of a list, or another answer that is no document itself."""
        parts = []
        for name, field in _plain(answered):
            if name == "edges" and "nodes" in _fields(answered):
                continue  # the same documents once more
            inner = get_named_type(field.type)
            if "body" in _fields(inner) and not self.is_document(inner):
                parts.append(f"{name} {{ {self._value(inner, bodies=True)} }}")
            else:
                parts.append(self._asked(name, field, self.listed() if name == "nodes" else REFERENCE))
        return " ".join(parts)

    def _all_own(self) -> str:
        return " ".join(f"... on {kind.name} {{ {self._own(kind)} }}" for kind in self.kinds)

    def _envelope(self) -> str:
        fields = (self._asked(name, field, REFERENCE) for name, field in _plain(self._document))
        return " ".join(["__typename", *fields])

    def _own(self, kind: GraphQLObjectType) -> str:
        """The fields that this kind has beyond those of every document."""
        own = []
        for name, field in _plain(kind):
            if name not in self._document.fields:
                own.append(self._asked(name, field, self._in_short(get_named_type(field.type))))
        return " ".join(own)

    def _in_short(self, kind: object) -> str:
        """What is asked of a document that another one names: its facts, if its kind is known."""
        if kind not in self.kinds:
            return REFERENCE
        facts = [REFERENCE]
        for name, field in _plain(kind):
            named = get_named_type(field.type)
            if name not in self._document.fields and not self.is_document(named) and not self._names_documents(named):
                facts.append(self._asked(name, field, ""))
        return " ".join(facts)

    def _names_documents(self, part: object) -> bool:
        return any(self.is_document(get_named_type(field.type)) for field in _fields(part).values())

    def _asked(self, name: str, field: GraphQLField, of_document: str) -> str:
        answered = get_named_type(field.type)
        if is_leaf_type(answered):
            return name
        inner = of_document if self.is_document(answered) else self._value(answered)
        return f"{name} {{ {inner} }}"

    def _value(self, part: object, *, bodies: bool = False) -> str:
        """All of a part of a document, such as a phone number or a step."""
        fields = (self._asked(name, field, REFERENCE) for name, field in _plain(part, bodies=bodies))
        return " ".join(fields)


def _fitting(cost: int) -> int:
    return max(1, min(MOST_AT_ONCE, MOST_VALUES // cost))


def _fields(kind: object) -> dict[str, GraphQLField]:
    """The fields of a type that has some."""
    return kind.fields if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType) else {}


def _is_list(field: GraphQLField) -> bool:
    kind = field.type
    return isinstance(kind.of_type if isinstance(kind, GraphQLNonNull) else kind, GraphQLList)


def _plain(kind: object, *, bodies: bool = False) -> Iterator[tuple[str, GraphQLField]]:
    """The fields that are the same for everybody who asks, and that are not on their way out."""
    for name, field in _fields(kind).items():
        # A field with arguments is another at each call: a page of a list, or an hour at which something is open.
        if (bodies or name not in LEFT_OUT) and not field.args and field.deprecation_reason is None:
            yield name, field


def cost_of(selection: str, kind: GraphQLObjectType | GraphQLInterfaceType) -> int:
    """How many values the answer to a selection on a document can hold, counted as the API does."""
    total, _rest = _cost(selection.replace("{", " { ").replace("}", " } ").split(), kind)
    return total


def _cost(words: list[str], kind: object) -> tuple[int, list[str]]:
    total = 0
    fields = _fields(kind)
    while words and words[0] != "}":
        name, words = words[0], words[1:]
        if name == "...":
            inner, words = _cost(words[3:], kind)
            total += inner
            words = words[1:]
            continue
        total += 1
        if words and words[0] == "{":
            field = fields.get(name)
            inner, words = _cost(words[1:], get_named_type(field.type) if field else None)
            is_list = field is not None and _is_list(field)
            total += inner * (USUAL_LENGTH if is_list else 1)
            words = words[1:]
    return total, words
