"""2022年呢, 那昌吉呢: a question that names but another year or unit asks of it what was asked before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.understand.question import Question, without
from assistant.understand.units import find_units
from index.normalise import fold, longest_run
from index.store import ReportInfo

_YEAR = re.compile(r"(?<![\d.])(?:20)?\d\d年(?:度|份)?(?!代|前|来|后)")
_FILLER = re.compile(
    r"那么?|要是|如果|假如|再|换成?|改成?|看看?|问问?|同样|还有|的话|[那这]边|又|怎么样|咋样|多少|是|的|呢|嘞|[?？,，。\s]"
)
_LONGEST = 60  # what is longer is a text to be checked
_OF_SEVERAL = re.compile(r"[比较]|哪[几些]?(?:年|家)|谁|各年|历年|近|变化|[两三几]年")


def asked_again(folded: str, earlier: Question, reports: Sequence[ReportInfo]) -> str:
    """Return the question before with the one year or unit that this one names; else this one."""
    found = find_units(folded, reports)
    years = _YEAR.findall(folded)
    bare = _FILLER.sub("", _YEAR.sub("", without(folded, found.spans)))
    one = len(found.units) <= 1 and len(years) <= 1 and (found.units or years)
    if bare.strip() or not one or not _names_its_own(earlier):
        return folded
    unit = folded[slice(*found.spans[0])] if found.spans else ""
    before = _of_unit(earlier, unit)
    said = _YEAR.findall(before)
    if len(said) > 1:
        return folded
    if years:
        return _YEAR.sub(years[0], before) if said else f"{years[0]}{before}"
    told = {report.year for report in reports if report.unit in found.units}
    known = (
        any(int(year[-2:]) == int(re.sub(r"\D", "", said[0])[-2:]) for year in map(str, told))
        if said
        else True
    )
    if known:
        return before
    intent = earlier.intent  # of a plain figure it is said that another year is told
    return _YEAR.sub("", before) if intent.unit_cost or intent.share or intent.total else folded


def asked_why(folded: str, earlier: Question) -> str:
    """执行率多少, 为什么低: return a bare why with what was asked of a project before; else it alone."""
    asked = (m.official for m in earlier.mentions if m.aspect and m.end > m.start)
    aspect = next(asked, "") if len(earlier.projects) == 1 else ""
    return f"{aspect}{folded}" if aspect and _BARE_WHY.fullmatch(folded) else folded


_BARE_WHY = re.compile(
    r"(?:那|又)?(?:为(?:什么|啥|何)|咋|怎么)(?:会|就)?[这那]?么?(?:低|高|少|差)(?:呢|啊|[?？])*"
)


def asked_of_other_end(folded: str, earlier: Question) -> str:
    """哪个项目得分最低, 那最高的呢: return the ranking before from its other end; else this question."""
    asked, said = _OTHER_END.fullmatch(folded), _END.findall(earlier.folded)
    if asked is None or len(said) != 1 or (asked["of"] or "") not in earlier.folded:
        return folded
    return earlier.folded.replace(said[0], asked["end"])


_END = re.compile(r"最[高低多少大小好差贵]")
_OTHER_END = re.compile(
    rf"(?:那么?)?(?P<of>得分|分数|评分|金额|执行率|预算|花[得钱费])?(?P<end>{_END.pattern})分?的?(?:那?个|那?家|项目|一?项|单位)?"
    r"(?:呢|又?是(?:谁|哪一?[个家项]?(?:项目|单位)?)|[?？])*"
)


def asked_of_project(question: Question, earlier: Question, names: Sequence[str]) -> str:
    """那困难职工帮扶呢: return what was asked of a project before, asked of this one; else this one.

    `names` are those of all projects: the one before may only have been named by its beginning.
    """
    title = fold(question.projects[0]) if len(question.projects) == 1 else ""
    bare = not (question.mentions or question.units.spans or question.years.years)
    bare = bare and set(question.unexplained) <= set(title)
    spoken = earlier.projects or names
    if not (title and bare) or earlier.intent.rank or len(earlier.folded) > _LONGEST:
        return question.folded
    said = max((longest_run(fold(name), earlier.folded) for name in spoken), key=len, default="")
    if question.projects == earlier.projects or len(earlier.projects) > 1:
        return question.folded
    if len(said) >= (_LEAST_NAME if earlier.projects else _LEAST_NAME + 1):
        return earlier.folded.replace(said, title, 1)
    if not earlier.projects:
        return question.folded
    return f"{title}{_POINTS.sub('', earlier.folded)}"  # 它为啥扣分


_LEAST_NAME = 2
_POINTS = re.compile(r"^(?:那么?)?(?:它|[这那]个?(?:项目)?)?的?")


def _names_its_own(earlier: Question) -> bool:
    """Whether the question before says itself what it asks, of one unit and one year at most."""
    text = earlier.folded
    named = (m for m in earlier.mentions if m.topic not in ("原因", "变化"))
    own = any(m.end > m.start for m in named) or bool(earlier.unexplained)
    return (
        own
        and len(text) <= _LONGEST
        and len(earlier.units.spans) <= 1
        and not earlier.units.unknown
        and not _OF_SEVERAL.search(text)
    )


def _of_unit(earlier: Question, unit: str) -> str:
    """Return a question with the name of its unit replaced by another, where one is given."""
    if not unit:
        return earlier.folded
    if not earlier.units.spans:
        return f"{unit}{earlier.folded}"
    start, end = earlier.units.spans[0]
    return earlier.folded[:start] + unit + earlier.folded[end:]
