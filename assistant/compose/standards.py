"""Standards times numbers, as a table has both: 45元/人 × 3074人次, and what they come to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.calculate import plain
from assistant.compose.draft import Draft
from assistant.compose.indicators import say_rows
from assistant.compose.quotes import say_quote
from assistant.compose.rows import COMMON_PAIRS, facts_of, rows_in, value_of
from assistant.retrieve import Evidence
from assistant.sentences import terms
from index.amounts import MONEY
from index.model import Row, Sheet
from index.normalise import fold
from index.store import ReportInfo

_PRICE = re.compile(
    r"=?\s*(?P<number>\d+(?:\.\d+)?)\s*(?P<money>万?元)(?P<per>(?:/[\u4e00-\u9fff]{1,3})*)$"
)
# 单路年租金1860元, 每人每天伙食标准12元: the name says what the price is of.
_PER_IN_NAME = re.compile(r"(?<!订)[单每](?P<of>[\u4e00-\u9fff])(?<![价位项向])")
# The measures that count what a price is of; wages are paid twelve times for twelve months.
_COUNTED_BY = {
    "人": "人名位",
    "生": "人名生",
    "月": "月次",
    "天": "天日",
    "次": "次场",
    "套": "套",
    "户": "户家",
}
_MOST = 3  # numbers that a price is multiplied with
_TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Product:
    """A price with the counts that it is of, and what they come to in 元."""

    price: Row
    counts: tuple[Row, ...]
    left: str
    value: Decimal
    yearly: bool = False


def say_price_told(
    draft: Draft, evidence: Evidence, info: ReportInfo, sheet: Sheet, count: Row
) -> bool:
    """Quote what a table tells in words of the price of what an indicator counts; False for none."""
    number = value_of(count.result)
    sign = number["measure"][:1] if number else ""
    price = re.compile(rf"每[一]?[{_COUNTED_BY.get(sign, sign)}][^,。;\d]{{0,8}}\d[\d.,]*万?元")
    sentences = evidence.sentences(info)
    own = set(terms(count.name)) - COMMON_PAIRS
    for sentence in sentences.all if sign else ():
        inside = sheet.place.start <= sentence.place.start < sheet.place.end
        if not (inside and price.search(fold(sentence.text))):
            continue
        part = sentences.stretch(sentence, lambda text: price.search(text) is not None)
        if own & set(terms(part.text)):
            say_quote(draft, evidence, info, part)
            return True
    return False


# 这样算出来跟实际花的对得上吗, 按标准和人次复算一遍
_RECKONS = re.compile(
    r"算出来|复算|反算|验算|算一遍|重新算|相乘|乘(?!客|车|坐)|标准.{0,6}(?:算|加总)"
    r"|(?:每|单价|[一单][份个人次台路间套户件处]).{0,24}(?:大概|大约|算下来|折合|合计下来|合下来).{0,4}(?:多少|几)"
)


def asks_products(text: str) -> bool:
    """Whether a folded question asks to multiply standards with their numbers."""
    return _RECKONS.search(text) is not None


def products_of(
    evidence: Evidence, info: ReportInfo, sheet: Sheet, prices: Sequence[Row]
) -> list[Product]:
    """Return what each of these prices comes to, where the table counts all that it is of."""
    rows = rows_in(evidence, info, sheet)
    return [p for price in prices if (p := _product(price, rows)) is not None]


def _product(price: Row, rows: Sequence[Row]) -> Product | None:
    match = _PRICE.match(price.result)
    if match is None:
        return None
    per = [one for one in re.findall(r"[^/]+", match["per"]) if one != "年"]  # of the table's year
    per = per or _PER_IN_NAME.findall(price.name)
    if "人均" in price.name and "人" not in per:
        per.insert(0, "人")
    counted = {sign: _count_of(sign, price, rows) for sign in per}
    months = _MONTHS if _BY_MONTH in counted and counted[_BY_MONTH] is None else 1
    counts = [row for sign, row in counted.items() if months == 1 or sign != _BY_MONTH]
    known = [row for row in counts if row is not None]
    if not known or len(known) < len(counts) or len(counts) > _MOST:
        return None
    numbers = [found for row in known if (found := value_of(row.result))]
    value = Decimal(match["number"]) * MONEY[match["money"]] * months
    for number in numbers:
        many = _TEN_THOUSAND if number["measure"].startswith("万") else Decimal(1)
        value *= Decimal(number["number"]) * many
    if any(number["measure"].startswith("万") for number in numbers):
        return None
    factors = [plain(Decimal(n["number"])) for n in numbers]
    factors += [str(_MONTHS)] if months > 1 else []
    left = " × ".join([*factors, f"{plain(Decimal(match['number']))} {match['money']}"])
    whole = value.quantize(Decimal(1)) if value == value.to_integral() else value
    return Product(price, tuple(known), left, whole, months > 1)


def _count_of(sign: str, price: Row, rows: Sequence[Row]) -> Row | None:
    """Return the one indicator that counts what a price is of, the one alike in name where several do."""
    signs = _COUNTED_BY.get(sign[:1], sign[:1])
    found = []
    for row in rows:
        match = value_of(row.result)
        if row is price or not match or not match["measure"][:1]:
            continue
        if match["measure"][:1] in signs and not _is_other_event(sign, row, match["measure"]):
            found.append(row)
    own = set(terms(price.name)) - COMMON_PAIRS
    alike = [row for row in found if own & set(terms(row.name))]
    found = alike or found
    return found[0] if len(found) == 1 else None


def _is_other_event(sign: str, row: Row, measure: str) -> bool:
    """Whether 次 counts something else than the months in which a price is paid: 测评1次."""
    return sign == _BY_MONTH and measure.startswith("次") and not _PAID.search(row.name)


_PAID = re.compile(r"发|付|缴|领")
_BY_MONTH, _MONTHS = "月", 12  # a table is of one year


def say_products(
    draft: Draft,
    evidence: Evidence,
    info: ReportInfo,
    sheet: Sheet,
    prices: Sequence[Row],
    *,
    compares: bool = True,
) -> bool:
    """Add what prices times their numbers come to, each and together; False where none is known.

    Where it `compares`, what one price comes to is held against what the project spent.
    """
    found = products_of(evidence, info, sheet, prices)
    words, lefts, operands, cited = [], [], [], ""
    for product in found:
        rows = (product.price, *product.counts)
        say_rows(draft, evidence, info, rows)
        facts = [(info, f) for row in rows for f in facts_of(evidence, info, row)[:1]]
        marks = "".join(f"[{draft.mark(info, row.section, row.place)}]" for row in rows)
        formula = f"{product.left} = {plain(product.value)} 元"
        shown = draft.derived(product.value, "元", formula, facts)
        paid = "（按全年十二个月计）" if product.yearly else ""
        words.append(f"「{product.price.name}」乘以数量{paid}得 {shown}{marks}")
        lefts.append(product.left)
        operands += facts
        cited = cited or marks
    if not words:
        return False
    whole = sum((product.value for product in found), Decimal(0))
    if len(found) > 1:
        formula = " + ".join(lefts) + f" = {plain(whole)} 元"
        words.append(f"合计 {draft.derived(whole, '元', formula, operands)}{cited}")
    ten = (whole / _TEN_THOUSAND).normalize()
    formula = " + ".join(lefts) + f" = {plain(ten)} 万元"
    words[-1] += f"（{draft.derived(ten, '万元', formula, operands)}）"
    draft.add("按表中的标准和数量相乘：" + "；".join(words) + "。")
    spent = evidence.one(info, sheet.metric, "全年执行数")
    if compares and len(found) == 1 and spent is not None and spent.amount.measure == "万元":
        apart = spent.amount.value - ten
        facts = [(info, spent), *operands]
        formula = f"{plain(spent.amount.value)} 万元 − {lefts[0]} = {plain(apart)} 万元"
        if apart:
            side = "多" if apart > 0 else "少"
            text = draft.derived(apart, "万元", formula, facts).lstrip("-")
            draft.add(f"全年执行数比它{side} {text}。{draft.cite(info, spent)}")
    return True
