"""不对,我问的是决算: a question that puts right how the one before it was taken."""

from __future__ import annotations

import re

_WRONG = (
    r"(?:不对|不是(?=[,，。!])|不不|错了|你?(?:搞|弄|看|说|答|理解)(?:错|混)了?|答非所问)"
    r"[了吧啊呀]?[,，。!？?]*"
)
_I_MEAN = r"我(?:刚才|上面|前面|其实|想)*(?:说|问|要|指|想知道|查)的?(?:是|就是)?"
_CORRECTS = re.compile(
    rf"^(?:{_WRONG})+.|{_I_MEAN}.|^(?:[那就]?要?|应该)?(?:看|查|按|算)?(?:的)?(?:不是|不要|别(?:看|给|说)).{{1,14}}[,，](?:而?是|要|看|给)"
)
_OPENING = re.compile(rf"^(?:{_WRONG}|啊|哦|嗯|唉|等等|[,，。!])+")
# 不是预算, 而不是本级: what was not meant
_DENIED = re.compile(
    r"(?:[,，。;；]|^)?(?:而|又|可|并)?(?:不是(?:说|问|要)?|不要|别(?:给|说|看)(?:我)?|没问(?:你)?)"
    r"(?P<not>[^,，。;；?？!]{1,20}?)(?=[,，。;；?？!]|$|(?:而|就)?是|我(?:说|问|要)的是)"
)
_MEANT = re.compile(rf"^(?:[,，。;；]|{_I_MEAN}|(?:而|就)?是(?!不是|否)|要(?:的是)?|看(?!看))+")
_NOT_ASKED = re.compile(r"我(?:说|问|要|指)的(?=不是)")
_TAIL = re.compile(r"[,，。;；!]+$")


def corrected(folded: str) -> str:
    """Return what a correcting question asks, without what it says was not meant.

    >>> corrected("不对,我问的是决算,不是预算")
    '决算'
    >>> corrected("我说的是部门不是本级")
    '部门'
    """
    if not _CORRECTS.search(folded):
        return folded
    rest = _NOT_ASKED.sub("", _OPENING.sub("", folded))
    rest = _DENIED.sub(",", rest)
    for pattern in (_MEANT, _TAIL):
        rest = pattern.sub("", rest)
    return rest or folded
