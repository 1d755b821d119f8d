"""Everyday words → official metrics, over an invented ledger and over the corpus."""

from __future__ import annotations

from itertools import pairwise

import pytest

from assistant import Assistant
from assistant.vocabulary import Mention, Vocabulary, item_name
from index.normalise import fold

pytest_plugins = ("built",)

THREE = "“三公”经费"
ABROAD = "因公出国（境）费"
CARS = "公务用车购置及运行维护费"
BUYING = "公务用车购置费"
RUNNING = "公务用车运行维护费"
GUESTS = "公务接待费"
SCHOOL = "教育支出(类)普通教育(款)小学教育(项)"
NURSERY = "教育支出(类)普通教育(款)学前教育(项)"
RUN = "教育支出(类)教育管理事务(款)行政运行(项)"
FUND = "住房保障支出(类)住房改革支出(款)住房公积金(项)"
SHELTER = "农林水支出(类)林业和草原(款)森林资源培育(项)"
LEDGER = (
    *(THREE, ABROAD, CARS, BUYING, RUNNING, GUESTS),
    *("公务用车保有量", "公务用车购置数", "因公出国（境）团组数", "因公出国（境）人次"),
    *("国内公务接待批次", "国内公务接待人次", "人员经费", "公用经费", "机关运行经费"),
    *("基本支出", "项目支出", "本年收入", "本年支出", "收入总计", "支出总计"),
    *("年初结转和结余", "年末结转和结余", "结余分配", "使用非财政拨款结余"),
    *("财政拨款收入", "财政拨款支出", "上级补助收入", "事业收入", "经营收入"),
    *("附属单位上缴收入", "其他收入", "上缴上级支出", "经营支出", "对附属单位补助支出"),
    *("一般公共预算财政拨款支出", "政府性基金预算财政拨款支出"),
    *("国有资本经营预算财政拨款支出", "政府采购支出总额", "政府采购货物支出"),
    *("政府采购工程支出", "政府采购服务支出", "授予中小企业合同金额", "授予小微企业合同金额"),
    *("固定资产原值", "房屋", "车辆", "车辆价值", "单价100万元（含）以上设备（不含车辆）"),
    *("实有人数", "在职人员", "离休人员", "退休人员", "整体支出"),
    *(SCHOOL, NURSERY, RUN, FUND, SHELTER),
)
WORDS = Vocabulary(LEDGER)


def one(word: str) -> Mention:
    """The single mention in a text that is nothing but a word."""
    found = WORDS.find(fold(word))
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("word", "metric"),
    [
        ("三公", THREE),
        ("三公经费", THREE),
        ("“三公”经费", THREE),
        ("三公消费", THREE),
        ("三公开支", THREE),
        ("吃喝出国坐车的钱", THREE),
        ("出国费", ABROAD),
        ("公费出国", ABROAD),
        ("公款旅游", ABROAD),
        ("出国几次", "因公出国（境）团组数"),
        ("出国多少人", "因公出国（境）人次"),
        ("公车", CARS),
        ("公车费", CARS),
        ("公务用车购置及运行费", CARS),
        ("用车费", CARS),
        ("买车", BUYING),
        ("购车费", BUYING),
        ("换车", BUYING),
        ("买了几辆车", "公务用车购置数"),
        ("养车", RUNNING),
        ("油钱", RUNNING),
        ("加油费", RUNNING),
        ("修车费", RUNNING),
        ("过路费", RUNNING),
        ("车险", RUNNING),
        ("公务用车运行费", RUNNING),
        ("有几辆公车", "公务用车保有量"),
        ("公车数量", "公务用车保有量"),
        ("招待费", GUESTS),
        ("接待费", GUESTS),
        ("公款吃喝", GUESTS),
        ("请客吃饭", GUESTS),
        ("饭钱", GUESTS),
        ("宴请", GUESTS),
        ("接待几次", "国内公务接待批次"),
        ("接待了多少批", "国内公务接待批次"),
        ("接待多少人", "国内公务接待人次"),
        ("来客人数", "国内公务接待人次"),
        ("工资", "人员经费"),
        ("人头费", "人员经费"),
        ("养人的钱", "人员经费"),
        ("发工资的钱", "人员经费"),
        ("办公经费", "公用经费"),
        ("日常开销", "公用经费"),
        ("行政成本", "机关运行经费"),
        ("行政经费", "机关运行经费"),
        ("机关开销", "机关运行经费"),
        ("保运转的钱", "基本支出"),
        ("固定开支", "基本支出"),
        ("专项经费", "项目支出"),
        ("做项目花的钱", "项目支出"),
        ("当年收入", "本年收入"),
        ("总收入", "本年收入"),
        ("收入总计", "收入总计"),
        ("总支出", "本年支出"),
        ("花了多少钱", "本年支出"),
        ("全年开销", "本年支出"),
        ("支出总计", "支出总计"),
        ("上年结转", "年初结转和结余"),
        ("去年剩的钱", "年初结转和结余"),
        ("没花完的钱", "年末结转和结余"),
        ("剩下的钱", "年末结转和结余"),
        ("年底还剩", "年末结转和结余"),
        ("结余怎么分", "结余分配"),
        ("动用老本", "使用非财政拨款结余"),
        ("财政给的钱", "财政拨款收入"),
        ("政府拨款", "财政拨款收入"),
        ("上级给的钱", "上级补助收入"),
        ("创收", "经营收入"),
        ("下级上缴", "附属单位上缴收入"),
        ("利息收入", "其他收入"),
        ("上交款", "上缴上级支出"),
        ("补贴下级", "对附属单位补助支出"),
        ("公共预算花了多少", "一般公共预算财政拨款支出"),
        ("土地出让金支出", "政府性基金预算财政拨款支出"),
        ("国资预算支出", "国有资本经营预算财政拨款支出"),
        ("采购花了多少", "政府采购支出总额"),
        ("买东西的钱", "政府采购支出总额"),
        ("服务外包", "政府采购服务支出"),
        ("中小企业拿了多少", "授予中小企业合同金额"),
        ("给小微企业的订单", "授予小微企业合同金额"),
        ("资产原值", "固定资产原值"),
        ("名下车辆", "车辆"),
        ("大型设备", "单价100万元（含）以上设备（不含车辆）"),
        ("多少人", "实有人数"),
        ("在编人员", "在职人员"),
        ("退休职工", "退休人员"),
        ("整体自评", "整体支出"),
        # functional items by the name of their 项 alone
        ("小学教育", SCHOOL),
        ("小学教育支出", SCHOOL),
        ("学前教育（项）", NURSERY),
        ("行政运行", RUN),
        ("公积金", FUND),
        ("住房公积金支出", FUND),
        ("森林资源培育", SHELTER),
    ],
)
def test_words_of_every_day(word: str, metric: str) -> None:
    mentions = WORDS.find(fold(word))
    told = [m for m in mentions if not m.weak] or mentions
    assert [m.metrics[0] for m in told] == [metric]


@pytest.mark.parametrize(
    ("word", "official"),
    [
        ("车补", "其他交通费用"),
        ("公务交通补贴", "其他交通费用"),
        ("差旅费", "差旅费"),
        ("出差", "差旅费"),
        ("会议费", "会议费"),
        ("开会的钱", "会议费"),
        ("培训费", "培训费"),
        ("劳务费", "劳务费"),
        ("电话费", "邮电费"),
        ("物业费", "物业管理费"),
        ("房租", "租赁费"),
    ],
)
def test_known_terms_that_are_not_disclosed_stand_for_nothing_else(
    word: str, official: str
) -> None:
    mention = one(word)
    assert (mention.official, mention.metrics) == (official, ())


@pytest.mark.parametrize(
    ("word", "topic"),
    [
        ("为什么", "原因"),
        ("怎么回事", "原因"),
        ("同比", "变化"),
        ("涨幅", "变化"),
        ("职责", "职能"),
        ("内设机构", "机构"),
        ("下属单位", "下属单位"),
        ("二级单位", "下属单位"),
    ],
)
def test_topics(word: str, topic: str) -> None:
    mention = one(word)
    assert (mention.topic, mention.metrics) == (topic, ())


@pytest.mark.parametrize(
    ("word", "aspect"),
    [
        ("年初预算", "年初预算数"),
        ("年初批的钱", "年初预算数"),
        ("调整预算", "全年预算数"),
        ("全年预算", "全年预算数"),
        ("预决算差异率", "预决算差异率"),
        ("超支", "预决算差异率"),
        ("预算完成率", "完成率"),
        ("花钱进度", "执行率"),
    ],
)
def test_aspects(word: str, aspect: str) -> None:
    mention = one(word)
    assert (mention.aspect, mention.metrics) == (aspect, ())


@pytest.mark.parametrize(
    ("text", "metrics"),
    [
        # the longest name counts, not one inside it
        ("公务用车运行维护费和公务用车购置费", [(RUNNING,), (BUYING,)]),
        ("公务用车购置及运行维护费", [(CARS,)]),
        ("机关运行经费", [("机关运行经费",)]),
        ("一般公共预算财政拨款支出", [("一般公共预算财政拨款支出",)]),
        ("国内公务接待批次和人次", [("国内公务接待批次",), ("国内公务接待人次",)]),
        # quotes, spaces and full-width signs do not matter
        ("“三公” 经费", [(THREE,)]),
        ("'三公'经费", [(THREE,)]),
        ("因公出国(境)费", [(ABROAD,)]),
        ("公务 接待费", [(GUESTS,)]),
        ("教育支出（类）普通教育（款）小学教育（项）", [(SCHOOL,)]),
        # several terms in order
        ("三公、接待费和公车费各多少", [(THREE,), (GUESTS,), (CARS,)]),
        ("天气", []),
    ],
)
def test_longest_first_left_to_right(text: str, metrics: list[tuple[str, ...]]) -> None:
    folded = fold(text)
    found = WORDS.find(folded)
    assert [m.metrics for m in found] == metrics
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_mention_knows_its_place() -> None:
    text = fold("某局“三公” 经费多少")
    (mention,) = WORDS.find(text)
    assert text[mention.start : mention.end].strip("“”") == "三公” 经费"


def test_blocked_ranges_are_not_read() -> None:
    text = "教育局培训费"
    assert WORDS.find(text, [(3, 6)]) == []


def test_everyday_words_for_totals_are_weak_and_official_ones_are_not() -> None:
    assert one("花了多少").weak
    assert not one("本年支出").weak
    assert not one("支出总计").weak


@pytest.mark.parametrize("question", ["总支出多少", "总收入多少"])
def test_total_before_how_much(question: str) -> None:
    (mention,) = WORDS.find(question)
    assert question[mention.start : mention.end].startswith("总")
    assert not mention.weak


@pytest.mark.parametrize(
    ("metric", "name"),
    [
        (SCHOOL, "小学教育"),
        ("教育支出(类)", "教育支出"),
        ("教育支出(类)普通教育(款)", "普通教育"),
        ("行政运行(项)", "行政运行"),
        (
            "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)信访事务(项)",
            "信访事务",
        ),
        (
            "一般公共服务支出(类)政府办公厅(室)及相关机构事务(款)",
            "政府办公厅(室)及相关机构事务",
        ),
        (THREE, THREE),
        ("单价100万元（含）以上设备（不含车辆）", "单价100万元（含）以上设备（不含车辆）"),
    ],
)
def test_item_name(metric: str, name: str) -> None:
    assert item_name(metric) == name


@pytest.mark.parametrize(
    ("question", "weak"),
    [
        ("去年罚没收入一共收了多少", True),
        ("残疾人保障金收了多少", True),
        ("罚没收入、收了多少", False),
        ("三公、收了多少支了多少", False),
    ],
)
def test_the_verb_to_an_undisclosed_term_asks_of_nothing_else(
    desk: Assistant, question: str, weak: bool
) -> None:
    mentions = desk.evidence.vocabulary.find(question)
    assert next(m for m in mentions if m.official == "本年收入合计").weak == weak


@pytest.mark.parametrize(
    ("word", "tail"),
    [
        ("信访事务", "信访事务(项)"),
        ("死亡抚恤", "死亡抚恤(项)"),
        ("一般行政管理事务", "一般行政管理事务(项)"),
        ("事业运行", "事业运行(项)"),
        ("住房公积金", "住房公积金(项)"),
        ("职业年金", "机关事业单位职业年金缴费支出(项)"),
        ("养老保险", "机关事业单位基本养老保险缴费支出(项)"),
        ("科技成果转化与扩散", "科技成果转化与扩散(项)"),
        ("征地和拆迁补偿", "征地和拆迁补偿支出(项)"),
        ("公务员医疗补助", "公务员医疗补助(项)"),
        ("科学技术支出", "科学技术支出(类)"),
        ("社会保障和就业支出", "社会保障和就业支出(类)"),
    ],
)
def test_items_of_the_corpus_by_their_last_name(desk: Assistant, word: str, tail: str) -> None:
    mentions = desk.evidence.vocabulary.find(word)
    assert mentions
    assert mentions[0].metrics
    assert all(metric.endswith(tail) for metric in mentions[0].metrics)
