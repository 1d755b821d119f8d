"""Articulation rules (勾稽关系): what must hold between the figures of a report.

Each rule is one function from the figures to checks: holds, explained by truncation, fails, or not
evaluable. Its docstring is the official wording.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from index.checks import changes, counts, order, ratios, staff, sums, tables, wording
from index.checks.figures import Figures
from index.model import OUTCOMES, Check, Coverage, Fact, Finding, Place, Report


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its code, its Chinese name, its official wording, and the function that checks it."""

    code: str
    name: str
    wording: str
    run: Callable[[Figures], Iterator[Check]]


def _rule(name: str, run: Callable[[Figures], Iterator[Check]]) -> Rule:
    wording = (run.__doc__ or "").partition("\n")[0].rstrip(".")
    return Rule(run.__name__.replace("_", "-"), name, wording, run)


def _total(code: str, name: str, wording: str) -> Rule:
    return Rule(code, name, wording, partial(sums.totals, code=code))


_ALL = (
    _total("income-total", "收入总计", "收入总计 = 本年收入 + 使用非财政拨款结余 + 年初结转和结余"),
    _total("expenditure-total", "支出总计", "支出总计 = 本年支出 + 结余分配 + 年末结转和结余"),
    _rule("收支平衡", sums.balance),
    _total("income-parts", "本年收入构成", "本年收入 = 财政拨款、上级补助、事业、经营、附属上缴、其他收入之和"),
    _total("expenditure-parts", "本年支出构成", "本年支出 = 基本 + 项目 + 上缴上级 + 经营 + 对附属单位补助"),
    _total("basic-parts", "基本支出构成", "基本支出 = 人员经费 + 公用经费"),
    _rule("功能分类合计", sums.function_sum),
    _rule("功能分类汇总", sums.function_rollup),
    _total("three-public-parts", "三公构成", "“三公”经费 = 因公出国（境）+ 公务用车 + 公务接待"),
    _total("vehicle-cost-parts", "公车构成", "公务用车购置及运行维护费 = 购置 + 运行维护"),
    _total("hospitality-parts", "接待构成", "公务接待费 = 国内接待 + 外事接待"),
    _total("procurement-parts", "采购构成", "政府采购支出总额 = 货物 + 工程 + 服务"),
    _total("people-kinds", "人员构成", "实有人数 = 在职 + 离休 + 退休"),
    _rule("编制与人员构成", staff.staff_kinds),
    _total("graded-projects", "自评等级构成", "自评项目数 = 评为优、良、中、差的项目数之和"),
    _rule("车辆构成", sums.vehicle_kinds),
    _rule("增减额合计", sums.change_sum),
    _rule("机关运行与公用经费", sums.running_cost),
    _rule("经济分类构成", sums.economic_parts),
    _rule("占比", ratios.share),
    _rule("占比合计", ratios.share_sum),
    _rule("增减率", changes.change_rate),
    _rule("增减额", changes.change_amount),
    _rule("增减方向", changes.change_direction),
    _rule("零基数", changes.zero_base),
    _rule("计量单位", changes.unit_slip),
    _rule("预决算差异率", ratios.budget_rate),
    _rule("完成率", ratios.completion_rate),
    _rule("预决算文字", ratios.budget_words),
    _rule("前后一致", order.repeats),
    _rule("部分不大于整体", order.part_within_whole),
    _rule("一般公共预算项目支出", order.fund_projects),
    _rule("基本支出与三公", order.within_three),
    _rule("保有量不大于车辆", order.kept_within_owned),
    _rule("小微不大于中小", order.small_firms),
    _rule("合同与采购支出", order.contracts),
    _rule("自评表执行率", tables.table_rate),
    _rule("自评表执行得分", tables.table_score),
    _rule("自评表资金来源", tables.table_funding),
    _rule("自评表分值合计", tables.table_weights),
    _rule("自评表得分合计", tables.table_scores),
    _rule("得分不大于分值", tables.score_within_weight),
    _rule("执行不大于预算", tables.spent_within_budget),
    _rule("项目不大于整体", tables.project_within_whole),
    _rule("目标与完成", tables.row_score),
    _rule("目标前后一致", tables.goals),
    _rule("单元格错位", tables.shifted_cells),
    _rule("自评表重复", tables.printed_twice),
    _rule("项目合计", tables.projects),
    _rule("年度未更新", wording.stale_year),
    _rule("模板残留", wording.residue),
    _rule("计量单位漏写", wording.blank_unit),
    _rule("原因重复", wording.same_reason),
    _rule("原因中的数量", counts.reason_counts),
    _rule("车辆与保有量", counts.vehicles_alike),
    _rule("数量前后一致", counts.counts_told),
    _rule("零费用", counts.nothing_spent),
    _rule("所列个数", counts.listed_count),
    _rule("内容缺失", wording.missing_content),
)  # fmt: skip
RULES: Mapping[str, Rule] = {rule.code: rule for rule in _ALL}


def check(figures: Figures, codes: Sequence[str] = tuple(RULES)) -> list[Check]:
    """Return every check that these rules owe to the figures, with its outcome."""
    return [check for code in codes for check in RULES[code].run(figures)]


def findings(checks: Iterable[Check]) -> tuple[Finding, ...]:
    """Return what the checks found, in the order of the source, errors first at one place."""
    rank = {"error": 0, "warning": 1, "info": 2}
    found: dict[tuple[str, tuple[Place, ...]], Finding] = {}
    for one in checks:
        if one.finding is not None:  # a figure for income and expenditure is told of once
            found.setdefault((one.rule, one.finding.places), one.finding)
    return tuple(
        sorted(found.values(), key=lambda f: (f.places[0].start, rank[f.severity], f.rule))
    )


def coverage(checks: Iterable[Check]) -> tuple[Coverage, ...]:
    """Return how often each rule was owed, by outcome."""
    counts: dict[str, dict[str, int]] = {}
    for one in checks:
        counts.setdefault(one.rule, dict.fromkeys(OUTCOMES, 0))[one.outcome] += 1
    return tuple(Coverage(rule, **counts[rule]) for rule in RULES if rule in counts)


def audit(report: Report) -> tuple[tuple[Finding, ...], tuple[Coverage, ...]]:
    """Return the findings of all rules over a report that was read, and what was checked."""
    checks = check(Figures.of_report(report))
    return findings(checks), coverage(checks)


__all__ = ["RULES", "Check", "Fact", "Figures", "Rule", "audit", "check", "coverage", "findings"]
