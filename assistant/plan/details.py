"""租给谁了, 搬到哪条街去了: single details that a report may only speak of, said to be untold where they are."""

from __future__ import annotations

import re

from assistant.compose.draft import Draft
from assistant.sentences import telling, terms
from assistant.understand import Question
from assistant.understand.parts import asking_clauses
from index.normalise import fold

# What is asked of a thing that a report may only mention, and the words that would tell it.
_DETAILS = (
    (  # 租给谁了, 施工单位是哪家
        "对方是谁",
        r"(?:租|卖|借|发包|承包|转让)给了?谁|(?:施工|承建|监理|设计)(?:单位|方|队)?(?:是|叫)?(?:谁|哪)|谁(?:施工|承建|承包)的",
        r"公司|集团|(?<!工)厂|合作社|(?:租|卖|借|承包|转让)给|由[^,。;]{2,20}(?:施工|承建|承包|设计|监理)",
    ),
    (  # 搬到哪条街去了
        "具体地点",
        r"(?:搬|迁)(?:到|去|往)了?(?:哪|(?:什么|啥)地方)|哪条(?:街|路)|(?:地址|位置|门牌)(?:是|在)",
        r"[\u4e00-\u9fff](?:路|街|巷|道)\d*号?|大厦|广场|[乡镇村]|\d楼|新址",
    ),
    (  # 从哪几个省来的
        "从哪里来",
        r"(?:从|由)?哪(?:几|些)?个?(?:省|市|县|区|国家|地方|学校|单位)份?(?:来|派|调|抽)|来自(?:于)?哪",
        r"来自|派出|选派|[\u4e00-\u9fff]{2}省",
    ),
    (  # 调到哪个单位去了
        "去向",
        r"(?:调|派|借)(?:走|出|去)?(?:到|去|往)了?(?:哪|什么|啥)",
        r"(?:调|转|划|派|搬|借)(?:至|到|往|入)[\u4e00-\u9fff]{2}",
    ),
    (  # 哪几家中介做的
        "是哪一家",
        r"哪(?:几|一|些)?家(?!单位|下属|预算)[^,。?]{0,8}(?:做|干|审|修|建|供|办|施工|承建|中标|买|采购|进|租|订|聘|请)的?",
        r"公司|集团|事务所|合作社|厂(?!房)|由[^,。;]{2,20}(?:承担|实施|施工|承建)|[\u4e00-\u9fff]{3}(?:院|大学)",
    ),
    (  # 在哪个学校办的
        "是哪个机构",
        r"(?:在|到|由|给|跟|从|去)了?哪(?:一|几|些)?[个所家]?(?:学校|院校|高校|大学|学院|医院|银行|基地|培训机构)",
        r"[\u4e00-\u9fff]{2}(?:学校|学院|大学|医院|银行|基地)",
    ),
    (  # 是退休还是调走了
        "人是怎么减少的",
        r"(?:退休|辞职|调走|调出|调离|去世|辞退)了?还是",
        r"(?:退休|辞职|调[出走离]|去世|辞退)了?\s*\d|\d\s*[人名][\u4e00-\u9fff]{0,4}(?:退休|调[出走离]|辞职|去世)|因[^,。;]{0,6}(?:退休|调[出走离]|辞职)",
    ),
    (  # 卡在哪个村
        "是哪个地方",
        r"在哪(?:个|些|几个)?(?:村|镇|乡|社区|街道|小区|路段)",
        r"[\u4e00-\u9fff]{2}(?:村|镇|乡|社区|街道|小区|路|街)|位于",
    ),
    (  # 是给谁的地补的
        "给了谁",
        r"(?:补|赔|发|付|拨)(?:偿|助|贴|放)?(?:款|金)?给了?(?:谁|哪些人|哪几户)|给谁(?:家)?的|是谁家?的(?:地|房|楼)",
        r"(?:补(?:助|偿|贴)|发放?|付|拨)(?:给|付|予|到)[\u4e00-\u9fff]{2}|[农住贫]户|村民|居民|企业|业主|承包人|学生|教师|职工|对象|家庭|群众|\d户",
    ),
    ("伤亡", r"(?:死|伤|遇难|失踪)(?:了|亡)*(?:几|多少)", r"死亡|伤亡|遇难|失踪|受伤"),
    (  # 火是怎么烧起来的
        "起因",
        r"(?:怎么|咋|为什么|为啥|如何)(?:会)?(?:烧|着火|起火|塌|倒塌|垮|溃|撞|爆)",
        r"原因|由于|因(?!素|公)|引发|引起|所致",
    ),
)
_UNIT = re.compile(r"\*\*.*?\*\*")  # whose name may hold what would tell a place
_AMOUNT, _OF_EACH = re.compile(r"多少|几"), re.compile(r"各|分别|占|比")
_RATIO = re.compile(r"(?P<of>(?![及和与的各其所别总])[\u4e00-\u9fff])占比")


def say_detail_missing(question: Question, draft: Draft) -> None:
    """Say what details an answer only speaks of; where all that is asked is such a one, nothing is found."""
    if draft.status != "answered":
        return
    text = _UNIT.sub("", fold(draft.text))
    clauses = asking_clauses(question.words) or (question.words,)
    missing = [_missing(clause, text) for clause in clauses]
    names = list(dict.fromkeys(filter(None, missing)))
    if names and all(
        what or (len(clauses) > 1 and _is_untold(clause, question, text))
        for what, clause in zip(missing, clauses, strict=True)
    ):
        draft.status = "not_found"
        draft.paragraphs.insert(0, f"报告没有写{'、'.join(names)}。与此有关的内容只有：")
        return
    draft.add("".join(f"报告没有写{what}。" for what in names))
    ratio = _RATIO.search(question.folded) if len(clauses) == 1 else None
    if ratio and ratio["of"] in question.unexplained and ratio["of"] not in draft.text:
        draft.status = "not_found"  # 药占比: no share of what else the question names
        draft.paragraphs.insert(0, f"报告没有写“{ratio[0]}”。与此有关的内容只有：")


def _missing(clause: str, text: str) -> str:
    """Return what single detail a clause asks for that a text does not tell, or nothing."""
    asked = ((what, told) for what, asks, told in _DETAILS if re.search(asks, clause))
    return next((what for what, told in asked if not re.search(told, text)), "")


def _is_untold(clause: str, question: Question, text: str) -> bool:
    """村民要多少补偿: whether a clause asks an amount of what a text does not even speak of."""
    own = (m for m in question.mentions if not (m.topic or m.aspect))
    named = any(question.words[m.start : m.end] in clause for m in own)
    words = telling(clause)
    if named or not words or not _AMOUNT.search(clause) or _OF_EACH.search(clause):
        return False
    return not words & set(terms(text))
