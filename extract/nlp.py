"""The spaCy pipeline: one token a character, recognisers as components, one conflict policy at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.entities.agencies import find_agencies
from extract.entities.banks import find_banks
from extract.entities.boundary import Boundaries
from extract.entities.brands import apart_from_place, with_owners
from extract.entities.campaigns import find_campaigns
from extract.entities.candidates import Candidate, get, put, show, text_of
from extract.entities.carried_out import find_carried_out
from extract.entities.confirm import confirmed
from extract.entities.conflicts import longest_first, standing_alone
from extract.entities.definitions import with_defined
from extract.entities.enterprises import find_enterprises
from extract.entities.gazetteer import gazetteer
from extract.entities.industries import find_industries
from extract.entities.institutions import find_institutions
from extract.entities.ladders import find_ladders
from extract.entities.lists import find_enumerations
from extract.entities.parks import find_parks
from extract.entities.policies import find_policies
from extract.entities.programmes import find_programmes
from extract.entities.projects import find_owned, find_projects
from extract.entities.propagation import propagate
from extract.entities.quarters import find_quarters
from extract.entities.reforms import find_reforms
from extract.entities.settle import settle
from extract.entities.statistical import find_statistical, load_recogniser
from extract.entities.title_lines import find_title_lines, find_title_rows
from extract.entities.works import find_phases, find_works
from extract.places import RegionMention, find_place_names
from extract.places.chains import join_chains
from extract.places.towns import find_local_towns
from extract.recogniser.choice import DEFAULT, choose
from extract.spans import Spans

# A shorter name of a programme may just as well begin a company's.
_LEAST_TITLE = 4
_CODE_POINTS = 0x110000
# The component that makes spans of the mentions, which need tokens.
SPANS = "zhengmai_spans"


class CharacterTokenizer:
    """One character a token, blanks included, so that token numbers are offsets of the cleaned text."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._ids = _CharacterIds(vocab)

    def __call__(self, text: str) -> Doc:
        """A `Doc` with as many tokens as `text` has characters."""
        doc = Doc(self.vocab, words=self._ids.of(text), spaces=[False] * len(text))
        doc.user_data["text"] = text
        return doc


class _CharacterIds:
    """The ids that a vocabulary gives to characters: spaCy takes a word by its id twice as fast as by its string.

    They stand in a table by code point, as a look-up for each character would cost more than the rest of tokenization.
    """

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab
        self._table = np.full(_CODE_POINTS, None, dtype=object)
        self._known = np.zeros(_CODE_POINTS, dtype=bool)

    def of(self, text: str) -> list[Any]:
        """The ids of the characters of `text`."""
        codes = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
        for code in np.unique(codes[~self._known[codes]]).tolist():
            self._table[code], self._known[code] = int(self._vocab[chr(code)].orth), True
        ids: list[Any] = self._table[codes].tolist()
        return ids


@Language.component("zhengmai_boundaries")
def boundaries(doc: Doc) -> Doc:
    """Left edges of names and enumerations, for all components after it."""
    text = text_of(doc)
    doc.user_data["boundaries"] = edges = Boundaries(text)
    doc.user_data["enumerations"] = find_enumerations(text, edges)
    return doc


@Language.component("zhengmai_regions")
def regions(doc: Doc) -> Doc:
    """Mentions of administrative divisions and economic regions."""
    places = find_place_names(text_of(doc), doc.user_data.get("year"))
    places = _with_listed(places, doc.user_data.get("listed_places", ()))
    places += find_local_towns(text_of(doc), doc.user_data.get("own_code", ""), places)
    doc.user_data["places"] = places = join_chains(sorted(places, key=lambda p: (p.start, p.end)))
    doc.user_data["in_organisation"] = frozenset((p.start, p.end) for p in places if p.inside == "organisation")
    shown = [p for p in places if p.inside != "park" or p.kind == "full"]
    return put(doc, "regions", [Candidate(p.start, p.end, "Region", "region") for p in shown])


def _with_listed(places: list[RegionMention], listed: Sequence[RegionMention]) -> list[RegionMention]:
    """The places, with those that cells of lists name instead of what was found in these cells."""
    told = Spans((p.start, p.end) for p in listed)
    kept = [p for p in places if not told.touch(p.start, p.end)]
    return [*kept, *listed]


@Language.factory("zhengmai_gazetteer", default_config={"vocabulary": []})
def make_gazetteer(nlp: Language, name: str, vocabulary: Sequence[str]) -> Any:
    """A component that finds the names of the vocabularies, and of an analyst's own files."""
    names = gazetteer(tuple(Path(p) for p in vocabulary))

    def component(doc: Doc) -> Doc:
        text = text_of(doc)
        industries = list(names.find_industries(text))
        doc.user_data["gazetteer"] = names
        doc.user_data["headless"] = frozenset(c for c, needs_head in industries if needs_head)
        found = [*names.find_programmes(text), *names.find_parks(text), *(c for c, _ in industries)]
        return put(doc, "gazetteer", found)

    return component


@Language.component("zhengmai_patterns")
def patterns(doc: Doc) -> Doc:
    """Names by their form: titles, suffixes, quotation marks, enumerations."""
    text, edges, lists = text_of(doc), doc.user_data["boundaries"], doc.user_data["enumerations"]
    known = frozenset((c.start, c.end) for c in get(doc, "gazetteer") if c.type == "Industry")
    region_ends = {c.end: c.start for c in get(doc, "regions")}
    titles = sorted(c.end for c in get(doc, "gazetteer") if c.type == "Programme" and c.end - c.start >= _LEAST_TITLE)
    places = [(p.start, p.end) for p in doc.user_data["places"]]
    companies = list(find_enterprises(text, edges, lists, titles, places))
    found = [
        *find_policies(text),
        *find_title_lines(text),
        *find_title_rows(text),
        *find_agencies(text, edges, region_ends),
        *find_parks(text, edges, lists, {start for start, _ in places}),
        *find_quarters(text, lists),
        *find_programmes(text, edges, lists),
        *find_reforms(text, edges),
        *find_campaigns(text),
        *find_institutions(text),
        *find_carried_out(text),
        *find_ladders(text, doc.user_data["gazetteer"]),
        *find_industries(text, edges, lists, known),
        *find_projects(text, edges, lists, [c.end for c in companies]),
        *companies,
        *find_banks(text),
    ]
    return put(doc, "patterns", found)


@Language.factory("zhengmai_ner", default_config={"recogniser": DEFAULT})
def make_ner(nlp: Language, name: str, recogniser: str) -> Any:
    """A component that runs the statistical recogniser that `choose` reads out of a string."""
    choice = choose(recogniser)
    load_recogniser(choice)

    def component(doc: Doc) -> Doc:
        doc.user_data["judged"] = choice.knows_types
        return put(doc, "ner", find_statistical(text_of(doc), choice))

    return component


@Language.component("zhengmai_mentions")
def mentions(doc: Doc) -> Doc:
    """Settle what overlaps; the candidates kept under `mentions` are the mentions of entities."""
    candidates = [c for key in ("regions", "gazetteer", "patterns", "ner", "lists") for c in get(doc, key)]
    nameless = Spans(doc.user_data.get("nameless", ()))
    settled = _named(doc, settle(doc, _outside(nameless, candidates)))
    if doc.user_data.get("judged"):
        settled = list(confirmed(settled, list(get(doc, "ner"))))
    places = [(p.start, p.end) for p in doc.user_data["places"]]
    settled = list(with_owners(text_of(doc), settled, dict(places)))
    settled = list(apart_from_place(text_of(doc), settled, _elsewhere(doc)))
    standing = longest_first(settled)
    settled = list(with_defined(text_of(doc), standing))
    # What stands by itself does so again.
    again = list(propagate(text_of(doc), standing if settled == standing else longest_first(settled), places))
    companies = {c.end: c.start for c in (*again, *settled) if c.type == "Enterprise"}
    again += find_owned(text_of(doc), doc.user_data["boundaries"], list(companies))
    again += find_works(text_of(doc), doc.user_data["boundaries"], list(companies))
    again += find_phases(text_of(doc), companies)
    again = _named(doc, _outside(nameless, again))
    kept = standing_alone(text_of(doc), longest_first([*settled, *again]))
    return put(doc, "mentions", kept)


@Language.component(SPANS, assigns=["doc.spans"])
def spans(doc: Doc) -> Doc:
    """`doc.spans["mentions"]` are the mentions of entities, for those who read a `Doc`."""
    return show(doc, "mentions")


def _elsewhere(doc: Doc) -> dict[int, int]:
    """Where the places end that are not the own region, by their starts."""
    own = doc.user_data.get("own_code", "")
    return {p.start: p.end for p in doc.user_data["places"] if p.candidates and own not in p.candidates}


def _named(doc: Doc, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates without programmes that are surely ordinary words where they stand (智能工厂标准)."""
    plain = doc.user_data["gazetteer"].is_plain
    return [c for c in candidates if c.type != "Programme" or not plain(text_of(doc), c.start, c.end)]


def _outside(cells: Spans, candidates: Iterable[Candidate]) -> list[Candidate]:
    """The candidates that stand in none of these cells, regions apart."""
    if not cells:
        return list(candidates)
    return [c for c in candidates if c.type == "Region" or not cells.touch(c.start, c.end)]


@cache
def load_pipeline(recogniser: str = DEFAULT, vocabulary: tuple[str, ...] = ()) -> Language:
    """The pipeline with that statistical recogniser and those vocabulary files besides the shipped ones.

    Raises ChoiceError for a recogniser that there is none of, ModelError or HanlpError for a model that does
    not load.
    """
    choose(recogniser)
    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = 20_000_000
    nlp.add_pipe("zhengmai_boundaries")
    nlp.add_pipe("zhengmai_regions")
    nlp.add_pipe("zhengmai_gazetteer", config={"vocabulary": list(vocabulary)})
    nlp.add_pipe("zhengmai_patterns")
    if recogniser != "none":
        nlp.add_pipe("zhengmai_ner", config={"recogniser": recogniser})
    nlp.add_pipe("zhengmai_mentions")
    nlp.add_pipe(SPANS)
    return nlp


def untokenized(nlp: Language, text: str) -> Doc:
    """A `Doc` for the components but `SPANS`: they ask for the text alone, and a token for each of its characters takes
    longer to make than most of them."""
    doc = Doc(nlp.vocab)
    doc.user_data["text"] = text
    return doc
