"""What a question asks, as it was understood."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.understand.intent import Intent
from assistant.understand.units import UnitMatch
from assistant.understand.years import YearMatch
from assistant.vocabulary import Mention
from index.store import ReportInfo


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks: reports that it may mean, terms that it names, and what to do.

    `reports` are those that fit unit and year; empty where none does. `later` are the next year's
    reports where none is of the year that is asked for. `unexplained` is what its words say beyond
    what was understood; `context` its words with those of the question that it goes on from, which
    is `before`. `by_rows` says that its projects are those whose indicators it calls.
    """

    text: str
    folded: str
    units: UnitMatch
    years: YearMatch
    reports: tuple[ReportInfo, ...]
    mentions: tuple[Mention, ...]
    projects: tuple[str, ...]
    intent: Intent
    unexplained: str = ""
    later: tuple[ReportInfo, ...] = ()
    context: str = ""
    before: Question | None = None
    by_rows: bool = False

    @property
    def metrics(self) -> tuple[str, ...]:
        """The ledger's metrics that the question names, in order."""
        return tuple(dict.fromkeys(m for mention in self.mentions for m in mention.metrics))

    @property
    def words(self) -> str:
        """The folded question without its units' names, whose characters ask nothing (残疾人联合会)."""
        return without(self.folded, self.units.spans)

    def first_named(self, info: ReportInfo) -> int:
        """Return where a question names a report's unit or year; what it leaves open comes last."""
        at = self.folded.find(str(info.year))
        places = [at] if at >= 0 else []
        places += [start for start, unit in self.units.order if unit == info.unit]
        return min(places, default=len(self.folded))

    @property
    def topics(self) -> frozenset[str]:
        return frozenset(m.topic for m in self.mentions if m.topic)

    @property
    def undisclosed(self) -> tuple[str, ...]:
        """Terms of the field that no indexed report states."""
        return tuple(
            dict.fromkeys(
                m.official for m in self.mentions if not (m.metrics or m.topic or m.aspect)
            )
        )


def without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """Return a text with blanks in these spans, as far as they lie in it."""
    for start, end in spans:
        low, high = max(start, 0), min(end, len(text))
        if low < high:
            text = text[:low] + " " * (high - low) + text[high:]
    return text
