"""A text of the asker's own that is to be checked: where it stands in a question."""

from __future__ import annotations

import re

from assistant.stated import stated_in
from index.normalise import fold

_VERIFY = (
    r"核[对实查验]|核一?[下核算]|(?:请|帮忙?|我)核|复核|审[一核]?[下核审]|校[对验阅]|校一?下"
    r"|挑错|纠错|把关|对一?下数|对一?下(?=[:：,，])|帮(?:我|忙)?看(?:看|一?下|(?=[:：,，]))|检查(?:一[下遍]|下面|以下|这)"
)
# 抄得对吗, 哪里写错了, 有没有出入: whether what somebody wrote is what the report has.
_WRONG = (
    r"对不对|对[吗么吧]|对了[吗么没]|[算数写抄]对没有?(?=[,，。?？]|$)|没(?:有)?[算写抄记]错|[数得都写算][^,，。\d]{0,3}对不(?=[,，。:：?？]|$)|准不准|准确[吗么]|(?:是否|是不是)(?:都)?(?:正确|准确|属实|一致)|属实[吗么]"
    r"|有(?:没有|无|啥|什么)?[^,，。;；\d]{0,4}(?:错|误|出入|问题|毛病)(?!率)"
    r"|(?:哪|什么)[^,，。;；\d]{0,8}(?:错|误|不对|不符|不一致|出入|对不上|问题)|[抄写填引记说报]错"
    r"|(?:跟|和|与|同)(?:决算)?(?:报告|原文|公开的?|表)[^,，。;；\d]{0,6}(?:(?:对|合)(?:得|不)(?:得|不)?上|一[样致]|相?符|吻合)(?:[吗么不没]|$)"
)
_WRONG_ASKED = re.compile(_WRONG)
_ASKED = re.compile(
    r"(?:这|下面|以下|上面)(?:一)?(?:段|句|些)?(?:话|文字|内容|说明|表述|数字?|数据|(?<=[段句])(?=[:：]))"
    rf"|帮我?核对|{_VERIFY}|{_WRONG}"
)
# What is asked about a passage, before or behind it, is no part of it.
_ASKS_OF_IT = re.compile(rf"{_VERIFY}|{_WRONG}|(?:这|以上)(?:段|句|些|几个)|谢谢|多谢|麻烦|帮忙")
_ASKS = re.compile(
    r"到底|究竟|以哪|加起来|正好|多少|(?<![一二三四五六七八九十百千前好])几(?!乎)|为(?:什么|何|啥)|怎么|[?？吗](?!$)"
)
# A加B是C对吗, 一处写A另一处写B: a sum or a doubt, and no passage.
_RECKONS = re.compile(
    r"(?<!增)(?<!追)加(?!班|入|大|固|强|快|装)|减去|扣|等于|除以|相差|合计|合起来|既然|明明|难道|怎么|凭什么"
    r"|对不上|合不上|不一[样致]|算[得了]|加一[遍下]|(?<!为)为(?:什么|何|啥)|又(?:说|写|是|有)|却|[,，]可(?!能|以)|(?:才|只有?)(?=\d)|一处|前[面头]|后[面头]"
)
_TIMES = re.compile(r"[×*✕]|乘以?")  # 2430人次×25: to be reckoned
# …占4.01%对吗
_ASKED_BEHIND = re.compile(
    r"[,，。;；]?\s*(?:这些|以上)?(?:数字?|数据)?都?(?:" + _WRONG + r")[?？。]*$"
)
# 领导讲话稿里写…, 同事写的…: where or by whom it was written tells nothing of what is counted.
_WRITER = re.compile(
    r"^[^,，。;；:：\d]{0,8}(?:稿子?|材料|报道|文章|总结|汇报|简报|新闻|通稿|同事|领导|小[王李张])"
    r"[^,，。;；:：\d]{0,3}?(?:里|中|上)?(?:写|说|提到?|讲)(?:的是|的|了|着|道)?[,，:：]?"
)
_QUOTED = re.compile(r"[“\"「『]([^“”\"「」『』]{8,})[”\"」』]")
_LEAST = 10  # characters of a passage that somebody wants checked
_FEWEST_BARE = 2  # figures in a question that somebody wants checked without a colon or marks


def passage_given(text: str) -> str:
    """Return the text to be checked that a question holds, empty where it holds none.

    It stands in quotation marks, behind a colon, or before what asks whether it is right.
    """
    if not _ASKED.search(fold(text)):
        return ""
    quoted = max(_QUOTED.findall(text), key=len, default="")
    behind = re.split(r"[:：\n]", text, maxsplit=1)
    bare = _without_asking(text)
    marked = max((quoted, _without_asking(behind[1]) if len(behind) == 2 else ""), key=len)
    fewest = 1 if marked else _FEWEST_BARE
    found = marked or ("" if _RECKONS.search(text) else bare)
    if _TIMES.search(found):
        return ""
    found = _with_measures(_WRITER.sub("", found.rstrip(" ?？")))
    figures = sum(1 for _ in stated_in(fold(found)))
    asks = _ASKS.search(found) is not None
    return found if len(found) >= _LEAST and figures >= fewest and not asks else ""


# 预算20万花了18.6万, 年初3215.60万决算7058.91万: money, where nothing is counted.
_TEN_THOUSANDS = re.compile(
    r"(?<=\d)(\s?[万亿])(?=[花用比占多少涨降增减的和与跟及是还但可算又决执完实年基,，。;；、:：()（）]|$)"
)


def asks_besides(text: str, passage: str) -> bool:
    """Whether a question asks more than whether the passage in it is right."""
    return _ASKS.search(_WRONG_ASKED.sub("", text.replace(passage, ""))) is not None


_LEAST_YUAN = 6  # digits of a whole number that can only be so many 元


def _with_measures(text: str) -> str:
    """Return a text whose bare amounts have the measure of the one before: 55.51万,货物21.46."""
    text = _TEN_THOUSANDS.sub(r"\1元", text)
    measure = ""
    parts = []
    for part in re.split(r"((?<![\d.,])\d+(?:,\d{3})*(?:\.\d+)?\s?(?:[万亿]元?|元)?)", text):
        told = re.search(r"[万亿]?元|[万亿]$", part) if part[:1].isdigit() else None
        measure = told.group() if told else measure
        parts.append(part)
        bare = part[:1].isdigit() and not told
        if bare and "." in part and measure:
            parts.append("\0")
        elif bare and len(re.sub(r"\D", "", part)) >= _LEAST_YUAN:
            parts.append("元")
    joined = (
        _COUNTED_ALIKE.sub(r"\g<0>人", "".join(parts)) if _PEOPLE.search(text) else "".join(parts)
    )
    joined = re.sub(r"\0(?=[%％‰分人个次倍平])", "", joined)
    return joined.replace("\0", measure if measure.endswith("元") else f"{measure}元")


# 实有118人（行政23、事业95）: people by kinds, counted once.
_PEOPLE = re.compile(r"\d\s?[人名]")
_COUNTED_ALIKE = re.compile(
    r"(?<=、[\u4e00-\u9fff]{2})\d{1,5}(?=[,，;；。])|(?<=[\u4e00-\u9fff])(?<![第年月前近])\d{1,5}(?=[、)）]|[,，][^\d,，。;；()（）]{1,8}\d+[)）])"
)


def _without_asking(text: str) -> str:
    """Return a text without the clauses at its end that only ask whether it is right."""
    clauses = re.split(r"(?<=[,，。;；?？!！])", text)
    while clauses and not any(stated_in(fold(clauses[-1]))) and _only_asks(clauses[-1]):
        clauses.pop()
    return _ASKED_BEHIND.sub("", "".join(clauses))


def _only_asks(clause: str) -> bool:
    return not clause.strip(" ,，。;；?？!！") or _ASKS_OF_IT.search(clause) is not None
