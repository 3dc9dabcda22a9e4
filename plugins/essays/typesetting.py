"""What an author writes besides bodies, set as its language sets it: titles, records, terms.

Whatever computes from a text as it was typed (addresses, anchors, keys) does so before.
"""

from dataclasses import replace

from .models import Header, Provenance, Question, Record, Term
from .taxonomy import Terms
from .typography import typeset_text


def typeset_header(header: Header, lang: str) -> Header:
    """Return a header whose title, subtitle and summary are set."""
    return replace(
        header,
        title=typeset_text(header.title, lang),
        subtitle=typeset_text(header.subtitle, lang),
        summary=typeset_text(header.summary, lang),
    )


def typeset_record(record: Record) -> Record:
    """Return a record whose provenance, questions and way on are set, each in its language."""
    way_on = record.next
    if way_on:
        record = replace(record, next=replace(way_on, because=_texts(way_on.because)))
    if not record.questions and record.provenance == Provenance():
        return record
    return replace(
        record,
        provenance=_provenance(record.provenance),
        questions=tuple(_question(question) for question in record.questions),
    )


def _provenance(source: Provenance) -> Provenance:
    """Return a provenance; the names of persons stay as they are."""
    return replace(
        source,
        title=typeset_text(source.title, source.lang),
        place=typeset_text(source.place, source.lang),
        updated_in=typeset_text(source.updated_in, source.lang),
        note=_texts(source.note),
    )


def _question(question: Question) -> Question:
    choices = tuple(replace(one, text=_texts(one.text)) for one in question.choices)
    return replace(question, text=_texts(question.text), choices=choices)


def _texts(texts: dict[str, str]) -> dict[str, str]:
    return {lang: typeset_text(text, lang) for lang, text in texts.items()}


def typeset_terms(terms: Terms) -> Terms:
    """Return tags or series whose names and sentences are set; their addresses stay."""
    return {
        key: {lang: _term(term, lang) for lang, term in by_lang.items()}
        for key, by_lang in terms.items()
    }


def _term(term: Term, lang: str) -> Term:
    name, sentence = typeset_text(term.name, lang), typeset_text(term.sentence, lang)
    return replace(term, name=name, sentence=sentence)
