"""What a report says of change: amount, rate and this year's figure must agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from index.amounts import MONEY
from index.checks.figures import Figures
from index.checks.intervals import Interval, of, unit_of
from index.checks.verdict import Reading, broken, held, judge, show, unknown
from index.model import Check, Fact

_ONE, _HUNDRED = Decimal(1), Decimal(100)
_VALUE, _LAST, _CHANGE, _RATE = "决算数", "上年数", "比上年增减额", "比上年增减率"


def change_rate(figures: Figures) -> Iterator[Check]:
    """增减率 = 增减额 ÷（本年数 − 增减额）."""
    for stated in figures.statements():
        rate = stated.get(_RATE)
        if rate is None:
            continue
        change, last = stated.get(_CHANGE), stated.get(_LAST)
        value = value_of(figures, stated, change or rate)
        if value is not None and change is not None and _comparable(value, change, rate):
            yield _change_rate(value, change, rate)
        elif value is not None and last is not None and _comparable(value, last):
            yield _rate_on(value, last, rate)
        else:
            yield unknown("change-rate", rate, *filter(None, (value, change, last)))


def _change_rate(value: Fact, change: Fact, rate: Fact) -> Check:
    def compute(read: Reading) -> Interval | None:
        base = read(value.amount) - read(change.amount)
        made = read(change.amount).over(base)
        return None if made is None else made.scaled(100)

    def say(stated: str, told: str) -> str:
        wrong_base = of(change.amount).over(of(value.amount))
        hint = (
            "疑以本年数为基数计算。"
            if wrong_base is not None and wrong_base.scaled(100).meets(of(rate.amount))
            else ""
        )
        return (
            f"「{value.metric}」的增减率与增减额对不上：按本年数和增减额推算约为 {told}，"
            f"原文为 {stated}。{hint}"
        )

    def implied() -> Iterator[tuple[Fact, Interval | None]]:
        share = of(rate.amount).over(Interval(_HUNDRED, _HUNDRED))
        yield rate, compute(of)
        if share is None:
            return
        grown = share + Interval(_ONE, _ONE)
        base = of(value.amount).over(grown)
        yield change, None if base is None else of(value.amount) - base
        whole = of(change.amount).over(share)
        yield value, None if whole is None else whole + of(change.amount)

    return judge("change-rate", "error", rate, [value, change], compute, say, implied)


def _rate_on(value: Fact, last: Fact, rate: Fact) -> Check:
    def compute(read: Reading) -> Interval | None:
        made = (read(value.amount) - read(last.amount)).over(read(last.amount))
        return None if made is None else made.scaled(100)

    def say(stated: str, told: str) -> str:
        return (
            f"「{value.metric}」的增减率对不上：按本年数和上年数推算约为 {told}，原文为 {stated}。"
        )

    return judge(
        "change-rate", "error", rate, [value, last], compute, say, lambda: [(rate, compute(of))]
    )


def change_amount(figures: Figures) -> Iterator[Check]:
    """增减额 = 本年数 − 上年数."""
    for stated in figures.statements():
        value, last, change = stated.get(_VALUE), stated.get(_LAST), stated.get(_CHANGE)
        if value is None or last is None or change is None:
            continue
        if not (_comparable(value, last) and _comparable(value, change)):
            continue
        yield judge(
            "change-amount",
            "error",
            change,
            [value, last],
            lambda read, value=value, last=last: read(value.amount) - read(last.amount),  # type: ignore[misc]
            lambda printed, told, value=value: (  # type: ignore[misc]
                f"「{value.metric}」的增减额对不上：本年数减上年数为 {told}，原文为 {printed}。"
            ),
            lambda value=value, last=last, change=change: [  # type: ignore[misc]
                (change, of(value.amount) - of(last.amount)),
                (value, of(last.amount) + of(change.amount)),
                (last, of(value.amount) - of(change.amount)),
            ],
        )


def change_direction(figures: Figures) -> Iterator[Check]:
    """增减额与增减率方向一致（增加/减少、增长/下降）."""
    for stated in figures.statements():
        change, rate = stated.get(_CHANGE), stated.get(_RATE)
        if change is None or rate is None or change.amount.value == 0 or rate.amount.value == 0:
            continue
        if change.amount.value * rate.amount.value > 0:
            yield held("change-direction", change, rate)
            continue
        message = (
            f"「{change.metric}」的增减方向自相矛盾：增减额为 {show(change.amount)}，"
            f"增减率为 {show(rate.amount)}。疑为符号（增加/减少、增长/下降）写错。"
        )
        yield broken("change-direction", "error", message, [change, rate], show(change.amount))


def zero_base(figures: Figures) -> Iterator[Check]:
    """基数为 0 时无可比性，不能写增长 100%."""
    for stated in figures.statements():
        rate = stated.get(_RATE)
        change = stated.get(_CHANGE)
        value = value_of(figures, stated, change) if change is not None else None
        if rate is None or change is None or value is None:
            continue
        new = change.amount.value > 0 and value.amount.value == change.amount.value
        if not new or value.amount.measure != change.amount.measure:
            continue
        if rate.amount.value == 0:
            yield held("zero-base", rate, value, change)
            continue
        message = (
            f"「{value.metric}」上年为 0，没有可比基数，原文写增长 {show(rate.amount)}；"
            "按惯例应写“上年为 0，无可比性”。"
        )
        yield broken(
            "zero-base", "info", message, [rate, value, change], show(rate.amount), "无可比性"
        )


def unit_slip(figures: Figures) -> Iterator[Check]:
    """本年数与增减额的计量单位应当一致（元、万元）."""
    for stated in figures.statements():
        value, change, rate = stated.get(_VALUE), stated.get(_CHANGE), stated.get(_RATE)
        if value is None or change is None:
            continue
        if value.amount.measure not in MONEY or change.amount.measure not in MONEY:
            continue
        if not _slipped(value, change, rate):
            yield held("unit-slip", *filter(None, (value, change, rate)))
            continue
        # The smaller of the two units is the likelier slip: 元 for 万元.
        small = unit_of(value.amount.measure) < unit_of(change.amount.measure)
        odd, other = (value, change) if small else (change, value)
        message = (
            f"「{odd.metric}」单位疑误：{odd.aspect}原文为 {show(odd.amount)}，"
            f"而同一句中的{other.aspect}以{other.amount.measure}计（{show(other.amount)}）。"
        )
        facts = [odd, other, *([rate] if rate is not None else [])]
        twin = figures.same_number(odd, other.amount.measure)
        if twin is not None:
            message += f"同一报告的「{twin.metric}」为 {show(twin.amount)}。"
            facts.append(twin)
        computed = f"{odd.amount.value} {other.amount.measure}"
        yield broken("unit-slip", "error", message, facts, show(odd.amount), computed)


def _slipped(value: Fact, change: Fact, rate: Fact | None) -> bool:
    """Whether two units of measure in one statement are a slip, not a way of writing."""
    if _one_measure(value, change):
        return False
    if rate is None:  # more cannot have been added than there is
        return of(change.amount).low > of(value.amount).high
    now, more = of(value.amount), of(change.amount)
    one = unit_of(change.amount.measure) / unit_of(value.amount.measure)
    return not _gives(now, more, rate) and _gives(now.scaled(one), more, rate)


def _gives(now: Interval, more: Interval, rate: Fact) -> bool:
    made = more.over(now - more)
    return made is not None and made.scaled(100).meets(of(rate.amount))


def value_of(figures: Figures, stated: Mapping[str, Fact], like: Fact) -> Fact | None:
    """Return this year's figure: in the statement, or the report's only one in its scope."""
    if _VALUE in stated or "数量" in stated:
        return stated.get(_VALUE) or stated.get("数量")
    before = figures.before(like.metric, like, _VALUE)
    return before or figures.one(like.metric, like, _VALUE)


def _comparable(left: Fact, right: Fact, rate: Fact | None = None) -> bool:
    if left.amount.measure in MONEY and right.amount.measure in MONEY:
        return not (rate is not None and _slipped(left, right, rate))
    return _one_measure(left, right)


def _one_measure(left: Fact, right: Fact) -> bool:
    return left.amount.measure == right.amount.measure
