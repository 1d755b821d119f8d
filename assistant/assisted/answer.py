"""The path of an assisted answer: evidence → model → checked sentences, else the rules' answer."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.assisted.write import Pack, Written, again, filled, messages, pack, sentences
from assistant.compose.draft import Draft
from assistant.llm import LanguageModel, LanguageModelError
from assistant.model import Citation, Warning
from assistant.retrieve import Evidence
from assistant.understand import Question
from assistant.verify import verify
from index.model import Fact, Place
from index.store import ReportInfo

_MOST_PASSAGES = 4
Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the model's words came to: a draft that stands, or None, and a note for the reader."""

    draft: Draft | None
    note: Warning | None = None


def write_answer(
    question: Question,
    draft: Draft,
    evidence: Evidence,
    facts: Mapping[str, Sequence[Fact]],
    model: LanguageModel,
    say: Say | None = None,
) -> Outcome:
    """Return the answer in the model's words, each sentence checked; `say` gets them as they stand.

    A sentence that fails is asked for once more with the reason, then dropped. Where none stands,
    or the model cannot be used, the draft is None and the note says why.
    """
    shown = pack(draft, _passages(question, draft, evidence))
    first = messages(shown, question.text)
    written = Written()
    try:
        reply = _read(_spoken(model, first, say), shown, facts, evidence.reports, written, say)
        if written.bad:
            failed, written.bad = written.bad, []
            more = model.complete(again(first, reply, failed)).text
            _read(iter([more]), shown, facts, evidence.reports, written, say)
    except LanguageModelError as error:
        if not written.good:
            return Outcome(None, Warning("model", f"没有使用语言模型：{error}"))
    if not written.good:
        return Outcome(None, Warning("model", "语言模型的回答没有通过核对，以下由规则生成。"))
    note = None
    if written.bad:
        note = Warning("model", f"语言模型的 {len(written.bad)} 句话没有通过核对，已略去。")
    return Outcome(_as_draft(draft, shown, written), note)


def _spoken(model: LanguageModel, first: list, say: Say | None) -> Iterator[str]:  # type: ignore[type-arg]
    """Yield the model's words: in pieces where somebody listens, else at once."""
    return model.stream(first) if say is not None else iter([model.complete(first).text])


def _read(
    pieces: Iterator[str],
    shown: Pack,
    facts: Mapping[str, Sequence[Fact]],
    reports: Sequence[ReportInfo],
    written: Written,
    say: Say | None,
) -> str:
    """Sort a reply's sentences into those that stand and those that do not; return the reply."""
    reply = []
    for sentence in sentences(pieces):
        reply.append(sentence)
        text, used, why = filled(sentence, shown)
        derivations = [figure.derivation for figure in used if figure.derivation is not None]
        if not why:
            quotes = re.findall(r"“([^”]{6,})”", text)
            judged = verify(text, shown.citations, (), derivations, facts, quotes, reports)
            wrong = [f.text for f in judged if f.outcome not in ("supported", "derived")]
            why = f"数字 {'、'.join(wrong)} 与所标证据不符" if wrong else ""
        if why:
            written.bad.append((sentence, why))
            continue
        if text in written.good:
            continue
        written.good.append(text)
        written.references += [f.reference for f in used if f.reference is not None]
        written.derivations += derivations
        if say is not None:
            say(text)
    return "\n".join(reply)


def _as_draft(draft: Draft, shown: Pack, written: Written) -> Draft:
    """Return the model's sentences as a draft with the warnings and tables of the rules' one."""
    return replace(
        draft,
        paragraphs=list(written.good),
        citations=list(shown.citations),
        references=list(written.references),
        derivations=list(written.derivations),
        quotes=[quote for text in written.good for quote in re.findall(r"“([^”]{6,})”", text)],
    )


def _passages(
    question: Question, draft: Draft, evidence: Evidence
) -> list[tuple[Citation, Sequence[Fact]]]:
    """Return the passages nearest to a question as further evidence, with the figures in them."""
    found: list[tuple[Citation, Sequence[Fact]]] = []
    mark = len(draft.citations)
    reports = question.reports or evidence.reports
    for passage in evidence.search(question.text, _MOST_PASSAGES, reports):
        info, chunk = passage.report, passage.chunk
        place = _whole_sentences(evidence, info, chunk.place)
        mark += 1
        quote = evidence.ledger.text(info.id)[place.start : place.end]
        cited = Citation(
            mark=mark,
            report=info.id,
            unit=info.unit,
            year=info.year,
            section=chunk.section,
            quote=quote,
            file=info.file,
            start=place.start,
            end=place.end,
        )
        found.append((cited, _facts_in(evidence, info, place.start, place.end)))
    return found


def _whole_sentences(evidence: Evidence, info: ReportInfo, place: Place) -> Place:
    """Return a passage's place with the rest of the sentences that it cuts."""
    sentences = evidence.sentences(info)
    first, last = sentences.around(place), sentences.around(Place(place.end - 1, place.end))
    start = min(place.start, first.place.start) if first is not None else place.start
    end = max(place.end, last.place.end) if last is not None else place.end
    return Place(start, end)


def _facts_in(evidence: Evidence, info: ReportInfo, start: int, end: int) -> list[Fact]:
    return [
        fact
        for fact in evidence.all_facts(info)
        if start <= fact.place.start and fact.place.end <= end
    ]
