"""Indicator rows, against counts and rows read by eye from the five reports."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.extract import examine_text
from index.indicators import Indicator, column_line, missed, read_indicators
from index.model import Place, Report
from index.normalise import noise, tabbed

CORPUS = Path(__file__).parents[1] / "corpus"
PATTERNS = {
    "2021": "2021-*.txt",
    "2022": "2022-*.txt",
    "2023": "2023-乌鲁木齐市人民政府*.txt",
    "高新": "2023-乌鲁木齐高新区*.txt",
    "2024": "2024-*.txt",
}

# Rows per table, in the order of the report.
COUNTS = {
    "2021": (12, 11, 12, 15, 8, 7),
    "2022": (14, 10, 11, 11, 10, 11, 11, 13, 12),
    "2023": (3, 7, 14, 9, 10, 7, 7, 8, 9, 11, 11, 10, 9, 14, 10, 8, 7, 7, 7, 12),
    "高新": (8, 8, 8),
    "2024": (3, 7, 8, 7, 7, 8, 8, 7, 7, 7, 8, 8),
}

# Rows with a deviation.
DEVIATIONS = {"2021": 12, "2022": 10, "2023": 52, "高新": 5, "2024": 27}

# (table, row) → name, levels, target, result, weight, score, deviation: spelled out from the text.
ROWS: dict[tuple[str, int, int], tuple[str, ...]] = {
    # 2021: hard-wrapped, a label before every row
    ("2021", 0, 0): ("“最多跑一次”宣传渠道", "产出指标", "数量指标", ">=3个", "3个", "6", "6", ""),
    ("2021", 0, 1): (
        "印刷文件汇编手册数量",
        "产出指标",
        "数量指标",
        "<=1500册",
        "500份",
        "6",
        "6",
        "",
    ),
    ("2021", 0, 3): (
        *("标准化建设信息化设备质量合格率", "产出指标", "质量指标", ">=90%", "90%", "6", "6", ""),
    ),
    ("2021", 0, 6): ("邮寄费用月均成本", "产出指标", "成本指标", "<=2万元", "1.67万", "5", "5", ""),
    ("2021", 0, 7): ("专家培训费用", "产出指标", "成本指标", "<=3万元", "0万元", "5", "5", ""),
    ("2021", 0, 8): (
        "本项目成本",
        "产出指标",
        "成本指标",
        "<=100.55万元",
        "86.9万元",
        "5",
        "5",
        "",
    ),
    ("2021", 0, 9): (
        *("提高“最多跑一次”改革成果知晓率", "效益指标", "社会效益指标"),
        *("知晓率明显提高", "完全到达预期效果", "15", "15", ""),
    ),
    ("2021", 0, 10): (
        *("保障本单位的日常办公运行", "效益指标", "可持续影响指标"),
        *("持续保障", "完全到达预期效果", "15", "15", ""),
    ),
    ("2021", 0, 11): (
        *("办事群众对“最多跑一次”改革后办事程序满意度", "满意度指标", "满意度指标"),
        *(">=90%", "100%", "10", "10", ""),
    ),
    ("2021", 1, 1): (
        *("乌鲁木齐市政务服务公众号消息发布数量", "产出指标", "数量指标"),
        *(">=150条", "172条", "3", "3", ""),
    ),
    ("2021", 1, 3): (
        *("购置办公耗材硒鼓数量", "产出指标", "数量指标", ">=140个", "113个", "3", "2.43"),
        "此数量为办公正常损耗率",
    ),
    ("2021", 1, 4): ("办公耗材质量合格率", "产出指标", "质量指标", ">=98%", "99%", "7", "7", ""),
    ("2021", 1, 6): (
        *("办公设备维修时限", "产出指标", "时效指标", "<=2个工作日", "2个工作日", "7", "7", ""),
    ),
    ("2021", 1, 7): ("项目总成本", "产出指标", "成本指标", "<=52.1万元", "20.5", "7", "7", ""),
    ("2021", 1, 9): (
        *("提高行政效率，优化政务服务环境，提升政务服务效能", "效益指标", "可持续影响指标"),
        *("提升政务服务及公共资源相关社会影响力", "完全达到预期效果", "15", "15", ""),
    ),
    ("2021", 2, 4): (
        *("聘用人员本学历科占比", "产出指标", "质量指标", ">=70%", "67.65%", "6", "5.8"),
        "聘用人员中有11位本科以下学历。",
    ),
    ("2021", 2, 6): (
        *("劳务费", "产出指标", "成本指标", "<=165万元", "198万元", "3", "0"),
        "劳务费用中包含上年结转的支出。",
    ),
    ("2021", 2, 8): (
        *("办公费", "产出指标", "成本指标", "<=31万元", "38万元", "3", "0"),
        "办公费用中包含上年结转的支出。",
    ),
    ("2021", 2, 9): (
        *("提高政务服务中心社会影响力", "效益指标", "社会效益指标"),
        *("有效提高", "完全达到预期效果", "15", "15", ""),
    ),
    ("2021", 2, 10): (
        *("构建高效、便民的三位一体综合性政务服务平台", "效益指标", "可持续影响指标"),
        *("高效推进完善", "完全达到预期效果", "15", "15", ""),
    ),
    ("2021", 3, 3): (
        *("新增人员制作工装套数（冬装和夏装为一套）", "产出指标", "数量指标"),
        *(">=20套", "16套", "3", "2.4", "新增人员需要工装16套"),
    ),
    ("2021", 3, 4): (
        *("大厅需养护的绿植数量", "产出指标", "数量指标", ">=80盆", "20盆", "3", "0.75"),
        "本单位在益民大厦负责楼道绿植养护",
    ),
    ("2021", 3, 5): (
        *("开展道德讲堂的次数", "产出指标", "数量指标", ">=2次", "0次", "1", "0"),
        "因疫情防控要求暂时停止开展道德讲堂次数",
    ),
    ("2021", 3, 8): (
        *("政务服务大厅日常维护时效", "产出指标", "时效指标", "每周", "每周", "5", "5", ""),
    ),
    ("2021", 3, 9): (
        *("政务服务大厅各项功能提升和改造完成期限", "产出指标", "时效指标"),
        *("10月底之前", "10月底之前", "5", "5", ""),
    ),
    ("2021", 3, 11): (
        *("项目总成本", "产出指标", "成本指标", "<=29万元", "37.12万元", "3", "0"),
        "项目总成本包含上年结转费用",
    ),
    ("2021", 3, 12): (
        *("提升政务服务中心软硬件条件，为办事人员营造方便舒适、便民的环境。", "效益指标"),
        *("社会效益指标", "显著提升，得到百姓认可。", "完全达到预期效果", "15", "15", ""),
    ),
    ("2021", 3, 13): (
        *("提升市政服务中心整体环境形象，营造良好办公服务氛围", "效益指标", "可持续影响指标"),
        *("显著提升", "完全达到预期效果", "15", "15", ""),
    ),
    ("2021", 3, 14): (
        *("群众及工作人员满意率", "满意度指标", "满意度指标", ">=90%", "100", "10", "10", ""),
    ),
    ("2021", 4, 3): ("项目完成时间", "产出指标", "时效指标", "=1年", "1年", "10", "10", ""),
    ("2021", 4, 4): (
        *("项目总成本", "产出指标", "成本指标", "<=221.87万元", "269.44万元", "10", "0"),
        "包含上年结转资金",
    ),
    ("2021", 4, 6): (
        *("有效保障我市建设工程、政府采购、国有产权等业务顺利进行", "效益指标", "社会效益指标"),
        *("有效保障", "完全达到预期效果", "15", "15", ""),
    ),
    ("2021", 5, 0): (
        *("政府采购项目全年开标场次数", "产出指标", "数量指标", ">=200场次", "255场次"),
        *("12", "12", ""),
    ),
    ("2021", 5, 1): (
        *("提高评标质量", "产出指标", "质量指标", "专家素质整体提高从而提高评标质量"),
        *("完全达到预期效果", "15", "12", "还需进一步提升评标质量"),
    ),
    ("2021", 5, 3): (
        *("项目总成本", "产出指标", "成本指标", "=136.53万元", "135.32万元", "15", "14.87"),
        "采购办公用品时存在商家折扣等情况，实际支付数小于预算数。",
    ),
    ("2021", 5, 4): (
        *("预计非税收入", "效益指标", "经济效益指标", ">=100万元", "137.53万元", "20", "20", ""),
    ),
    ("2021", 5, 5): (
        *("社会影响力", "效益指标", "社会效益指标"),
        *("加强公共资源交易管理，建立公平、诚信担当的市场秩序", "完全达到预期效果"),
        *("10", "8", "还需进一步提升社会影响力"),
    ),
    ("2021", 5, 6): (
        *("服务主体满意度", "满意度指标", "满意度指标", ">=90%", "90", "10", "10", ""),
    ),
    # 2022: tabs, cells a column off
    ("2022", 0, 0): ("租赁语音呼叫平台", "产出指标", "数量指标", "=1套", "1套", "5", "5", ""),
    ("2022", 0, 6): (
        *("各项工作完成截止时限", "产出指标", "时效指标", "2022年12月31日", "2022年12月31日"),
        *("5", "5", ""),
    ),
    ("2022", 0, 10): (
        *("州县乡村四级承办单位全覆盖，有效解决全州非紧急求助服务热线率", "效益指标"),
        *("社会效益指标", ">=98%", "有效解决", "15", "15", ""),
    ),
    ("2022", 0, 11): (
        *("长期为企业和群众解决诉求", "效益指标", "可持续影响指标", "长期", "长期"),
        *("15", "15", ""),
    ),
    ("2022", 0, 13): ("职工满意度", "满意度指标", "满意度指标", ">=90%", "90%", "5", "5", ""),
    ("2022", 1, 2): ("系统故障率", "产出指标", "质量指标", "<=2%", "0%", "6", "6", ""),
    ("2022", 1, 6): (
        *("建设“一件事”统一受理系统成本", "产出指标", "成本指标", "<=150万元", "150万元"),
        *("10", "10", ""),
    ),
    ("2022", 1, 8): (
        *("系统正常使用年限", "效益指标", "可持续影响指标", ">=5年", "1年", "15", "3"),
        "预计可使用5年以上,目前为系统使用第一年",
    ),
    ("2022", 2, 4): (
        *("项目完成时间", "产出指标", "时效指标", "2022年12月31日", "2022年12月31日"),
        *("7", "7", ""),
    ),
    ("2022", 2, 5): (
        *("为民办实事工作经费成本", "产出指标", "成本指标", "<=4.50万元", "1.17万元", "6", "1.56"),
        "因疫情原因，部分资金未及时支付",
    ),
    ("2022", 3, 4): (
        *("项目完成时间", "产出指标", "时效指标", "2022年12月31日", "2022年12月31日"),
        *("7", "7", ""),
    ),
    ("2022", 3, 7): (
        *("工作人员补助经费成本", "产出指标", "成本指标", "≤6.62万元", "5.12万元", "6", "4.64"),
        "因疫情原因，部分资金未及时支付。",
    ),
    ("2022", 3, 9): (
        *("持续保障村委会办公运转正常", "效益指标", "可持续影响指标", "保障", "保障"),
        *("15", "15", ""),
    ),
    ("2022", 5, 4): (
        *("系统故障修复处理时间", "产出指标", "时效指标", "<=3天", "0天", "6", "6", ""),
    ),
    ("2022", 6, 4): (
        *("各项工作完成及时率", "产出指标", "时效指标", ">=95%", "95%", "7", "7", ""),
    ),
    ("2022", 6, 6): (
        *("电视台业务公告成本", "产出指标", "成本指标", "<=8万元", "1.5697万元", "6", "1.2"),
        "合同签订时间较晚，未及时支付资金",
    ),
    ("2022", 7, 1): (
        *("举办改革优化营商环境现场观摩会1场", "产出指标", "数量指标", "=1场", "0场", "5", "0"),
        "疫情原因未开展观摩会",
    ),
    ("2022", 8, 1): (
        *("系统正常运行天数", "产出指标", "数量指标", "=365天", "30天", "5", "0.41"),
        "因疫情原因，系统12.15日完成验收。",
    ),
    # 2023: tabs, levels left out, a swapped table
    ("2023", 0, 0): (
        *("印发文件", "履职效能", "数量指标", ">=50份", "30", "90份", "30", ""),
        "于印发2023年市属部门单位精简类文件会议量化指标的通知（乌减专办〔2023〕2号）",
    ),
    ("2023", 0, 1): (
        *("信访案件及时受理率", "履职效能", "数量指标", ">=90%", "30", "99.93%", "30", ""),
        "政策文件",
    ),
    ("2023", 0, 2): (
        *("创建自治区级节约型机关", "履职效能", "数量指标", ">=15家", "30", "15家", "30", ""),
        "2023年度工作计划",
    ),
    ("2023", 1, 5): (
        *("暖气设备稳定性", "效益指标", "社会效益指标", "长期有效", "完全达到预期"),
        *("14", "14.00", ""),
    ),
    ("2023", 1, 6): (
        *("居民满意度", "满意度指标", "满意度指标", ">=90%", "=0%", "10", "0.00"),
        "提交暖气费的房产为空置房屋，无居民，无法完成满意度调查。",
    ),
    ("2023", 2, 8): (
        *("场地租赁费单价", "成本指标", "经济成本指标", "=5000元/天", "=5000元/天"),
        *("4", "4.00", ""),
    ),
    ("2023", 3, 8): (
        *("办公区域人员满意度", "满意度指标", "满意度指标", ">=95%", "=100%", "10", "10.00"),
        "满意度100%满意",
    ),
    ("2023", 4, 8): (
        *("保护办公楼内财产安全，维护良好的办公环境，提高办公效率", "效益指标", "社会效益指标"),
        *("有效提高", "基本达到预期", "20", "16.00", ""),
    ),
    ("2023", 6, 6): (
        *("改善社会环境和居民生活", "效益指标", "社会效益指标", "改善", "完全达到预期"),
        *("10", "10.00", ""),
    ),
    ("2023", 7, 3): (
        *("物业费", "成本指标", "经济成本指标", "≤19.50万元", "=10万元", "7", "3.59"),
        "由于财政预算有限，无法按原计划支付金额。",
    ),
    ("2023", 8, 5): (
        *("计划购置完成时间", "产出指标", "时效指标", "=2023年8月底", "2023年8月"),
        *("15", "15.00", ""),
    ),
    ("2023", 9, 0): ("服务来京办事人次", "产出指标", "", ">=100人", "=100人", "10", "10.00", ""),
    ("2023", 9, 1): (
        *("保障办公人员数量", "产出指标", "数量指标", "=10人", "=11人", "10", "10.00"),
        "因2023年3月底联络处调入一名在编人员",
    ),
    ("2023", 9, 7): (
        *("邮电费、办公费", "成本指标", "经济成本指标", "<=9.40万元", "=9.4万元"),
        *("4", "4.00", ""),
    ),
    ("2023", 10, 0): (
        *("统管的经营性国有资产房屋数量", "产出指标", "数量指标", "=615处", "=128处", "7", "1.46"),
        "项目在规划阶段缺乏组足够的调研和论证,导致与预期不相符。",
    ),
    ("2023", 11, 8): (
        *("有效提升红山办公区管理中心办公效率", "效益指标", "社会效益指标", "有效提升"),
        *("基本达到预期", "20", "14.00"),
        "项目在规划阶段缺乏组足够的调研和论证,导致与预期不相符。",
    ),
    ("2023", 13, 1): (
        *("中心机房UPS电池组", "产出指标", "数量指标", "=64块", "=65块", "4", "4.00", ""),
    ),
    ("2023", 14, 7): (
        *("餐费标准", "成本指标", "经济成本指标", "=70元/人/天", "=75元/人/天", "6", "0.00"),
        "餐费标准提高了",
    ),
    ("2023", 15, 5): (
        *("接待费用成本控制率", "成本指标", "经济成本指标", "<=5%", "=0.1%", "10", "0.02", ""),
    ),
    ("2023", 16, 3): (
        *("租赁费用支出及时率", "产出指标", "时效指标", "=100%", "=100%", "10", "10.00", ""),
    ),
    ("2023", 17, 2): (
        *("风险规避达成率", "产出指标", "质量指标", "=100%", "=100%", "10", "0.00", ""),
    ),
    ("2023", 19, 2): (
        *("聘请律师参与信访工作天数", "产出指标", "数量指标", "=300天", "=298.5天", "5", "4.97"),
        "按照进付费计算天数，与预期有误差",
    ),
    ("2023", 19, 9): (
        *("宣传培训费用", "成本指标", "经济成本指标", "<=2万元", "=0万元", "10", "0.00"),
        "预算资金有限，无法按照原计划支付经费。",
    ),
    # 高新区: hard-wrapped, merged levels
    ("高新", 0, 0): (
        *("培训费下降率", "运行成本", "质量指标", ">=5%", "5%", "8", "8", "", "工作计划"),
    ),
    ("高新", 0, 1): (
        *("预算经费", "运行成本", "成本指标", "<=212.65万元", "183.99万元", "12", "11.76", ""),
        "预算公开",
    ),
    ("高新", 0, 3): (
        *("政府采购执行率", "管理效率", "质量指标", "=100%", "100%", "10", "10", "", "政策制度"),
    ),
    ("高新", 0, 5): (
        *("全程网办事项比例", "履职效能", "质量指标", ">=88%", "83.22%", "10", "9.46", ""),
        "工作计划",
    ),
    ("高新", 0, 6): (
        *("事项审批时间缩短", "履职效能", "社会效益", ">=73%", "74.51%", "15", "15", ""),
        "工作计划",
    ),
    ("高新", 0, 7): (
        *("群众满意度", "服务对象满意度", "满意度指标", ">=95%", "95%", "10", "10", ""),
        "“十四五”规划",
    ),
    ("高新", 1, 1): ("发放次数", "产出指标", "数量指标", "=12次", "=12次", "5", "5", ""),
    ("高新", 1, 4): (
        *("项目完成时间", "产出指标", "时效指标", "2023年12月31日", "=2023年12月31日"),
        *("5", "5", ""),
    ),
    ("高新", 1, 5): (
        *("人均发放标准", "成本指标", "经济成本指标", "<=1万元/月", "=1.1万元/月", "20", "18.18"),
        "社保基数调整",
    ),
    ("高新", 1, 6): (
        *("保障雇用人员的待遇，稳定人员队伍", "效益指标", "社会效益指标", "有效", "有效"),
        *("20", "20", ""),
    ),
    ("高新", 2, 1): (
        *("发放次数", "产出指标", "数量指标", "=10次", "=10次", "10", "10"),
        "因政策原因，8月工作队工作队撤回，故有偏差",
    ),
    ("高新", 2, 4): (
        *("人均补助标准", "成本指标", "经济成本指标", "<=1200元/月", "=1200元/月", "10", "10", ""),
    ),
    ("高新", 2, 5): (
        *("工作队工作经费", "成本指标", "经济成本指标", "<=14.07万元", "=0万元", "10", "0"),
        "因政策原因，8月工作队撤回，未及时使用工作经费，故有偏差",
    ),
    ("高新", 2, 6): (
        *("有效解决居民困难", "效益指标", "社会效益指标", "有效", "有效", "20", "20", ""),
    ),
    ("高新", 2, 7): (
        *("受益群众满意度", "满意度指标", "满意度指标", ">=95%", "=96%", "10", "10"),
        "超额完成任务",
    ),
    # 2024: hard-wrapped, merged levels, rows torn by page breaks
    ("2024", 0, 0): (
        *("“一件事一次办”主题套餐梳理（件）", "履职效能", "数量指标", ">=15个", "15个"),
        *("30", "30", "", "《国务院关于加快推进政务服务标准化规范化便利化的指导意见》"),
    ),
    ("2024", 0, 1): (
        *("知识库采集录入完善", "履职效能", "数量指标", ">=6800条", "7743条", "30", "30", ""),
        "关于印发《自治区12345政务服务便民热线运行管理暂行办法》的通知",
    ),
    ("2024", 0, 2): (
        *("大厅便民服务用品验收合格率", "履职效能", "质量指标", ">=95%", "100%", "30", "30", ""),
        "《国务院关于加快推进政务服务标准化规范化便利化的指导意见》",
    ),
    ("2024", 1, 1): (
        *("大厅便民服务用品验收合格率", "产出指标", "质量指标", ">=95%", "=100%"),
        *("25.66", "25.66", ""),
    ),
    ("2024", 1, 3): (
        *("大厅便民服务用品", "成本指标", "经济成本指标", "<=4.68万元", "=4.68万元"),
        *("19", "19", ""),
    ),
    ("2024", 1, 4): (
        *("印刷红头文件费用", "成本指标", "经济成本指标", "<=1500元", "=1200元", "1", "0.8"),
        "我单位通过三方询价找到最低报价采购。",
    ),
    ("2024", 1, 5): (
        *(
            "提升政务服务中心软硬件条件,为办事群众提供便捷、高效的办事体验，获得主流媒体正面宣传报道。",
        ),
        *("效益指标", "社会效益指标", "有效提升", "完全达到预期", "20", "20", ""),
    ),
    ("2024", 2, 3): (
        *("磁带库系统和相关硬件设备季度巡检及时率", "产出指标", "时效指标", ">=95%", "=100%"),
        *("0", "0", ""),
    ),
    ("2024", 2, 4): (
        *("系统运行维护响应时间", "产出指标", "时效指标", "<=4小时", "=4小时", "8", "8", ""),
    ),
    ("2024", 2, 6): (
        *("磁带库系统平稳运行", "效益指标", "社会效益指标", "正常运行", "完全达到预期"),
        *("30", "30", ""),
    ),
    ("2024", 3, 0): (
        *("聘用人员数量", "产出指标", "数量指标", ">=22人", "=24人", "10", "10"),
        "招聘编制数24人，设置目标时考虑聘用人员离岗情况，2024年年末聘用人员24人员。",
    ),
    ("2024", 3, 1): (
        *("购买存储磁带数量", "产出指标", "数量指标", ">=230个", "=230个", "8", "8", ""),
    ),
    ("2024", 3, 2): (
        *("购买办公用品种类", "产出指标", "数量指标", ">=20种", "=36种", "8", "8"),
        "根据实际工作需要，多采购16种办公用品。",
    ),
    ("2024", 3, 6): (
        *("有效保障我市建设工程、政府采购、国有产权等业务顺利进行", "效益指标", "社会效益指标"),
        *("有效保障", "有效保障", "40", "40", ""),
    ),
    ("2024", 4, 1): (
        *("最多跑一次EMS邮寄费用寄件数（月）", "产出指标", "数量指标", ">=2000件", "=2083件"),
        *("1", "1", "此数值为实际寄件数"),
    ),
    ("2024", 4, 3): (
        *("一体化服务平台网络正常页面响应时间", "产出指标", "时效指标", "<=5秒", "779毫秒"),
        *("10", "10", "此数值为实践响应时间,网页响应时间会根据后台受相关影响."),
    ),
    ("2024", 4, 4): (
        *("最多跑一次邮寄经费支付及时率", "产出指标", "时效指标", ">=90%", "=100%", "10", "10"),
        "我单位EMS及时支付",
    ),
    ("2024", 4, 5): (
        *("有效提高为群众办事效率", "效益指标", "社会效益指标", "有效提高", "完全达到预期"),
        *("30", "30", ""),
    ),
    ("2024", 4, 6): (
        *("群众满意度（%）", "满意度指标", "满意度指标", ">=90%", "=99.99%", "10", "10"),
        "此数值为群众满意度,年初满意度指标设置应相应上调.",
    ),
    ("2024", 5, 5): (
        *("政务服务运行办公费", "成本指标", "经济成本指标", "<=5.37万元", "=5.37万元"),
        *("5", "5", ""),
    ),
    ("2024", 5, 6): (
        *("大厅考勤管理", "成本指标", "经济成本指标", "<=0.98万元", "=0.98万元", "5", "5", ""),
    ),
    ("2024", 5, 7): (
        *("构建高效、便民的三位一体综合性政务服务平台", "效益指标", "社会效益指标"),
        *("高效推进完善", "有效推进", "30", "30", ""),
    ),
    ("2024", 6, 1): (
        *("物理机", "产出指标", "数量指标", ">=1300台", "=1271台", "10", "9.78"),
        "一是进行了资源优化；二是项目在服务期内，尚未完全完成。"
        "下一步改进措施：严格按照预算以及绩效目标执行。",
    ),
    ("2024", 6, 3): (
        *("块存储", "产出指标", "数量指标", ">=1400TB", "=1771.07TB", "10", "10", ""),
    ),
    ("2024", 6, 6): (
        *("7*24小时运维保障服务响应", "产出指标", "时效指标", ">=360天", "=257天", "5", "3.5"),
        "项目在服务期内，尚未完全完成。下一步改进措施：严格按照预算以及绩效目标执行。",
    ),
    ("2024", 6, 7): (
        *("实现构建全市统一云平台", "效益指标", "社会效益指标"),
        *("完全实现构建全市统一云平台，为数字政府建设夯实基础。", "基本达到预期效果", "30", "21"),
        "项目在服务期内，尚未完全完成。下一步改进措施：严格按照预算以及绩效目标执行。",
    ),
    ("2024", 7, 0): (
        *("热线受理量", "产出指标", "数量指标", ">=85万条", "=99.79万条", "20", "20"),
        "工作效果有效提升，话务量略増。",
    ),
    ("2024", 7, 2): ("质检率", "产出指标", "质量指标", ">=1%", "=1%", "10", "10", ""),
    ("2024", 7, 5): (
        *("实现政务服务热线一号响应", "效益指标", "社会效益指标", "有效实现", "完全达到预期"),
        *("15", "15", ""),
    ),
    ("2024", 7, 6): (
        *("市民满意度", "满意度指标", "满意度指标", ">=90%", "=96.11%", "10", "10"),
        "工作效果有效提升",
    ),
    ("2024", 8, 0): (
        *("政府采购项目全年开标项目数", "产出指标", "数量指标", ">=170个", "=178个", "10", "10"),
        "项目数无法完全准确估计",
    ),
    ("2024", 8, 1): (
        *("建设工程专家库启用专家人数", "产出指标", "数量指标", ">=1700人", "=1744人"),
        *("10", "10", "专家库人数实时变化"),
    ),
    ("2024", 8, 5): (
        *("政府采购业务交易额", "效益指标", "经济效益指标", ">=5.50亿元", "=5.76亿元"),
        *("20", "20", "交易额无法完全准确估计"),
    ),
    ("2024", 8, 6): (
        *("维护公共资源交易管理，建立公平、诚信担当的市场秩序", "效益指标", "社会效益指标"),
        *("有效保障", "有效保障", "20", "20", ""),
    ),
    ("2024", 9, 2): (
        *("优化政务服务事项标准化和申报易用度", "产出指标", "质量指标", ">=85%", "=100%"),
        *("10", "10", "我单位已优化政务服务事项标准化和申报易用度"),
    ),
    ("2024", 9, 3): (
        *("固定电话正常工作使用率（%）", "产出指标", "质量指标", ">=95%", "=100%", "10", "10"),
        "固定电话正常运行。",
    ),
    ("2024", 9, 4): (
        *("市政务服务最新政策和办事流程宣传及时性", "产出指标", "时效指标", ">=95%", "=100%"),
        *("10", "10", ""),
    ),
    ("2024", 9, 5): (
        *("有效为全市各族群众和企业提供优质、高效、便捷的政务服务", "效益指标", "社会效益指标"),
        *("有效提供", "完全达到预期", "30", "30", ""),
    ),
    ("2024", 10, 4): (
        *("云服务质量考核评定", "产出指标", "质量指标", ">=90分", "=100.07分", "10", "10", ""),
    ),
    ("2024", 10, 6): (
        *("完全实现构建统一云平台", "效益指标", "社会效益指标"),
        *("完全实现构建统一云平台，为数字政府建设夯实基础。", "完全达到预期", "30", "24"),
        "因财政压力，部分委办局迁移经费一直未落实，因此未上云。影响此指标。后续将持续推进政务上云。",
    ),
    ("2024", 11, 7): (
        *("用户使用满意度", "满意度指标", "满意度指标", ">=90%", "=100%", "10", "10"),
        "实际完成值为100%",
    ),
}
TORN = {("2023", 0, 1), ("2024", 0, 1), ("2024", 4, 3), ("2024", 5, 5)} | {
    *(("2024", 8, 6), ("2024", 9, 4), ("2024", 10, 6), ("2024", 11, 6)),
}


@cache
def report(key: str) -> Report:
    (path,) = CORPUS.glob(PATTERNS[key])
    return examine_text(path.read_bytes().decode("utf-8"), path)


@cache
def tables(key: str) -> tuple[tuple[Indicator, ...], ...]:
    found = report(key)
    skip = noise(found.text)
    return tuple(
        tuple(read_indicators(found.text, sheet.place.start, sheet.place.end, skip))
        for sheet in found.sheets
    )


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("key", COUNTS)
def test_every_row_of_every_table(key: str) -> None:
    assert tuple(len(table) for table in tables(key)) == COUNTS[key]


@pytest.mark.parametrize("case", ROWS, ids=lambda case: f"{case[0]}-{case[1]}-{case[2]}")
def test_rows_as_printed(case: tuple[str, int, int]) -> None:
    key, table, number = case
    row = tables(key)[table][number]
    got = (row.name, row.level1, row.level2, row.target, row.result, row.weight, row.score)
    expected = ROWS[case]
    assert (*got, row.deviation) == expected[:8]
    assert row.basis == (expected[8] if len(expected) > 8 else "")


def test_no_other_row_has_a_deviation_than_those_with_one() -> None:
    """Counted by eye: how many rows of each report explain a deviation."""
    found = {key: sum(bool(r.deviation) for t in tables(key) for r in t) for key in COUNTS}
    assert found == DEVIATIONS


@pytest.mark.parametrize("key", COUNTS)
def test_weights_and_scores_add_up(key: str) -> None:
    """Indicators weigh 90 in all; with the execution score they make up the printed total."""
    found = report(key)
    for sheet, table in zip(found.sheets, tables(key), strict=True):
        printed = {
            (fact.metric, fact.aspect): fact.amount.value
            for fact in found.facts
            if sheet.place.start <= fact.place.start < sheet.place.end
        }
        if any("错位" in row.doubt for row in table):
            continue
        assert sum(Decimal(row.weight) for row in table) == 90
        total = printed.get((sheet.metric, "得分"))
        if total is not None:
            executed = printed[(f"{sheet.metric}/预算执行", "得分")]
            scores = sum(Decimal(row.score) for row in table)
            assert abs(scores + executed - total) <= Decimal("0.05"), sheet.title


@pytest.mark.parametrize("key", COUNTS)
def test_places_hold_what_is_printed(key: str) -> None:
    text = report(key).text
    for table in tables(key):
        for row in table:
            check_places(text, row)
        for row, after in pairwise(table):
            assert row.place.end <= after.place.start


def check_places(text: str, row: Indicator) -> None:
    parts = [
        *((row.name, row.name_place), (row.target, row.target_place)),
        *((row.result, row.result_place), (row.weight, row.weight_place)),
        *((row.score, row.score_place), (row.deviation, row.deviation_place or Place(0, 0))),
    ]
    for cell, place in parts:
        quote = bare(text[place.start : place.end])
        if "断" in row.doubt and quote != cell:  # the halves of a torn cell, with what parts them
            assert quote.startswith(cell[:2])
            assert quote.endswith(cell[-1])
        else:
            assert quote == cell
        assert row.place.start <= place.start or place == Place(0, 0)
        assert place.end <= row.place.end
    assert row.place.start == row.name_place.start


def test_doubts() -> None:
    found = {
        (key, t, n): row.doubt
        for key in COUNTS
        for t, table in enumerate(tables(key))
        for n, row in enumerate(table)
        if row.doubt
    }
    assert {case for case, doubt in found.items() if "断" in doubt} == TORN
    swapped = {case for case, doubt in found.items() if "错位" in doubt}
    assert swapped == {("2023", 0, 0), ("2023", 0, 1), ("2023", 0, 2)}
    assert "分值栏为“90份”" in found["2023", 0, 0]
    unclear = {case for case, doubt in found.items() if "界限不明" in doubt}
    assert len(unclear) <= 6
    assert set(found) == TORN | swapped | unclear


def test_missed() -> None:
    rows = {(k, t, n): tables(k)[t][n] for k, t, n in ROWS}
    assert missed(rows["2021", 1, 3]) is True
    assert missed(rows["2021", 0, 0]) is False
    assert missed(rows["2022", 1, 8]) is True
    assert missed(rows["2023", 1, 5]) is False
    assert missed(rows["2023", 0, 0]) is None


TABS = """项目名称\t某项目
一级指标\t二级指标\t三级指标\t指标值\t完成值\t权重\t得分\t备注
产出指标\t数量指标\t培训人数\t≥200人\t210人\t20\t20分\t
\t\t培训场次\t≥4场\t\t10\t0\t未开展
部门特色\t重点工作\t改革任务\t按时完成\t部分完成\t10\t6.5\t
效益指标\t社会效益指标\t\t\t\t\t\t
满意度指标\t\t群众满意度\t≥90%\t92%\t10\t12\t
总分\t\t\t\t\t50\t38.5
"""


def test_another_form_with_tabs() -> None:
    rows = read_indicators(TABS, 0, len(TABS))
    got = [(r.level1, r.level2, r.name, r.target, r.result, r.weight, r.score) for r in rows]
    assert got == [
        ("产出指标", "数量指标", "培训人数", "≥200人", "210人", "20", "20"),
        ("产出指标", "数量指标", "培训场次", "≥4场", "", "10", "0"),
        ("部门特色", "重点工作", "改革任务", "按时完成", "部分完成", "10", "6.5"),
        ("满意度指标", "", "群众满意度", "≥90%", "92%", "10", "12"),
    ]
    assert [r.deviation for r in rows] == ["", "未开展", "", ""]
    assert [r.doubt for r in rows] == ["", "缺完成值", "", "得分高于分值"]
    assert [missed(r) for r in rows] == [False, True, True, False]


def test_a_markdown_table_is_read_like_one_with_tabs() -> None:
    piped = "".join(
        f"|{line}|\n".replace("\t", "|") if "\t" in line else f"{line}\n"
        for line in TABS.split("\n")
    )
    rows, own = read_indicators(tabbed(piped), 0, len(piped)), read_indicators(TABS, 0, len(TABS))
    assert [(r.name, r.target, r.result, r.weight, r.score) for r in rows] == [
        (r.name, r.target, r.result, r.weight, r.score) for r in own
    ]
    assert rows


WRAPPED = """项目名称 某项目

一级指标 二级指标 三级指标 年度指标

值

实际完成

值
权重 得分

产出指标

数量指标 培训人数 ≥200人 210人 20 14.8

7

修订制度

和操作规

程

修订完成

部分完成
10 10
"""


def test_another_form_wrapped() -> None:
    """权重 for 分值, no column for deviations, a score that wrapped."""
    rows = read_indicators(WRAPPED, 0, len(WRAPPED))
    got = [(r.level1, r.level2, r.name, r.target, r.result, r.weight, r.score) for r in rows]
    assert got == [
        ("产出指标", "数量指标", "培训人数", "≥200人", "210人", "20", "14.87"),
        ("产出指标", "数量指标", "修订制度和操作规程", "修订完成", "部分完成", "10", "10"),
    ]


LINES = """一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施
产出指标 数量指标 培训人数 ≥200人 210人 20 20
培训场次 ≥4场 2场 10 5 经费不足
质量指标 培训合格率 ≥95% 97% 10 10
效益指标 经济效益指标
社会效益指标 知晓率 有所提高 有所提高 10 10
满意度指标 满意度指标 学员满意度 ≥90% 95%
总分 60 55
"""


def test_lines_without_blank_lines_between() -> None:
    rows = read_indicators(LINES, 0, len(LINES))
    got = [(r.level2, r.name, r.target, r.result, r.weight, r.score, r.deviation) for r in rows]
    assert got == [
        ("数量指标", "培训人数", "≥200人", "210人", "20", "20", ""),
        ("数量指标", "培训场次", "≥4场", "2场", "10", "5", "经费不足"),
        ("质量指标", "培训合格率", "≥95%", "97%", "10", "10", ""),
        ("社会效益指标", "知晓率", "有所提高", "有所提高", "10", "10", ""),
        ("满意度指标", "学员满意度", "≥90%", "95%", "", "", ""),
    ]
    assert rows[-1].doubt == "缺分值、得分"
    assert missed(rows[-1]) is None


SPACED = """项目名称 某项目 主管部门 某局
资金（万元） 年初预算 调整后预算数 预算执行数 执行率 权重 得分
年度资金总额 20.00 25.00 24.00 96.00% 10 9.60
{header}{rows}总分 100 85.82
"""
COLUMNS = "一级指标 三级指标 年度目标值 实际完成值 权重 得分 偏差原因"
LEVELS = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 未完成原因"


@pytest.mark.parametrize(
    ("columns", "line", "expected"),
    [
        (
            COLUMNS,
            "产出 场次 >=24场 26场 15 15",
            ("产出", "场次", ">=24场", "26场", "15", "15", ""),
        ),
        (
            COLUMNS,
            "产出 邀请院团数 >=10个 9个 15 13.5 1 个院团档期冲突",
            ("产出", "邀请院团数", ">=10个", "9个", "15", "13.5", "1个院团档期冲突"),
        ),
        (
            COLUMNS,
            "产出 按期开幕 5月1日 前 4月28日 10 10",
            ("产出", "按期开幕", "5月1日前", "4月28日", "10", "10", ""),
        ),
        (
            COLUMNS,
            "效益 单体 建筑 >= 6 幢 4 幢 20 13.3 方案复审， 2幢顺延",
            ("效益", "单体建筑", ">=6幢", "4幢", "20", "13.3", "方案复审，2幢顺延"),
        ),
        (COLUMNS, "效益 岗位 ≥60 62 30 30", ("效益", "岗位", "≥60", "62", "30", "30", "")),
        (COLUMNS, "效益 岗位 ≥60 62 30 31", ("效益", "岗位", "≥60", "62", "30", "31", "")),
        (
            LEVELS,
            "效益指标 可持续影响 到场时间 <=2小时 2.5小时 15 12 塌方绕行",
            ("效益指标/可持续影响", "到场时间", "<=2小时", "2.5小时", "15", "12", "塌方绕行"),
        ),
        (
            LEVELS,  # a merged cell leaves the first level out
            "产出指标 数量指标 里程 ≥12公里 12公里 20 20 无\n质量指标 优 良率 ≥86% 84% 10 8 洪水",
            ("产出指标/质量指标", "优良率", "≥86%", "84%", "10", "8", "洪水"),
        ),
    ],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_line_a_row(columns: str, line: str, expected: tuple[str, ...], own: bool) -> None:
    """A table may leave the names of the columns to the one before it."""
    text = SPACED.format(header=columns + "\n" if own else "", rows=line + "\n")
    row = read_indicators(text, 0, len(text), columns=columns)[-1]
    level = "/".join(filter(None, (row.level1, row.level2)))
    got = (level, row.name, row.target, row.result, row.weight, row.score, row.deviation)
    assert got == expected
    assert row.doubt == ("得分高于分值" if row.score == "31" else "")
    assert bare(text[row.place.start : row.place.end]).startswith(row.name)
    assert read_indicators(text, 0, len(text)) == (
        read_indicators(text, 0, len(text), columns=columns) if own else []
    )


def test_rows_in_lines_keep_apart() -> None:
    text = SPACED.format(
        header=COLUMNS + "\n",
        rows="效益 带动商户 >=80家 71家 15 13.3 启动较晚\n满意度 观众满意度 >=90% 93% 10 10\n",
    )
    first, second = read_indicators(text, 0, len(text))
    assert (first.deviation, second.name) == ("启动较晚", "观众满意度")
    assert column_line(text, 0, len(text)) == COLUMNS
    assert column_line(LINES, 0, 0) == ""


@pytest.mark.parametrize("indent", ["", "    "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("gap", [1, 2])
def test_line_ends_and_indents_do_not_matter(indent: str, end: str, gap: int) -> None:
    text = (end * gap).join(indent + line for line in LINES.splitlines())
    rows = read_indicators(text, 0, len(text))
    known = read_indicators(LINES, 0, len(LINES))
    assert len(rows) == len(known)
    assert all(map(same, rows, known))


def test_words_of_title_and_total_inside_a_table() -> None:
    """A title printed again is blank, one that a row is about is not; so with 合计."""
    text = LINES.replace("知晓率", "项目支出绩效自评表上报率").replace(
        "经费不足", "经费不足\n合计 2 场"
    )
    text = text.replace("质量指标 ", " 项目支出绩效自评表\n(2021 年度)\n质量指标 ")
    rows = read_indicators(text, 0, len(text))
    names = ["培训人数", "培训场次", "培训合格率", "项目支出绩效自评表上报率", "学员满意度"]
    assert [row.name for row in rows] == names
    assert rows[1].deviation == "经费不足合计2场"


def test_noise_is_blank() -> None:
    text = WRAPPED.replace("和操作规\n", "和操作规\n\n\n\n- 12 -\n")
    at = text.index("- 12 -")
    rows = read_indicators(text, 0, len(text), [(at, at + 6)])
    assert rows[1].name == "修订制度和操作规程"


def test_no_header_no_rows() -> None:
    text = LINES.partition("\n")[2]
    assert read_indicators(text, 0, len(text)) == []


def wrap(text: str, width: int) -> list[str]:
    """Return text in lines of a width in half characters; punctuation opens no line."""
    lines, room = [""], width
    for part in re.findall(r"[A-Za-z]+|[<>=≥≤]*\d+(?:\.\d+)?|.", text):
        size = sum(1 if char.isascii() else 2 for char in part)
        if size > room and lines[-1] and part not in "，。、；：！？）》”,.;:!?)%":
            lines.append("")
            room = width
        lines[-1] += part
        room -= size
    return lines


def printed(cells: list[list[str]]) -> str:
    """Return cells as PDF text gives them: lines parted by blank lines, single lines joined."""
    text, above = "", 0
    for lines in filter(any, cells):
        joint = {0: "", 1: " "}.get(above, "\n") if len(lines) == 1 else "\n\n" if above else ""
        text += joint + "\n\n".join(lines)
        above = len(lines)
    return text


def rewrapped(table: tuple[Indicator, ...], widths: tuple[int, ...], repeat: bool) -> str:
    heads = "一级指标 二级指标 三级指标 年度指标值 实际完成值 分值 得分 偏差原因分析及改进措施"
    blocks = [printed([wrap(h, w) for h, w in zip(heads.split(), widths, strict=True)])]
    above = ("", "")
    for row in table:
        levels = row.level1, row.level2
        first = levels[0] if levels[0] != above[0] else ""
        second = levels[1] if repeat or levels != above else ""
        cells = (first, second, row.name, row.target, row.result, row.weight, row.score)
        pairs = zip((*cells, row.deviation), widths, strict=True)
        blocks.append(printed([wrap(cell, width) for cell, width in pairs]))
        above = levels
    return "\n\n".join([*blocks, "总分 100 90.00 分"])


@pytest.mark.parametrize("repeat", [False, True])
@pytest.mark.parametrize(
    "widths",
    [(8, 6, 8, 8, 8), (10, 22, 6, 6, 6), (8, 14, 10, 8, 12), (6, 18, 12, 12, 16)],
    ids=str,
)
def test_the_same_rows_in_columns_of_other_widths(widths: tuple[int, ...], repeat: bool) -> None:
    """The known rows, wrapped anew."""
    level, name, target, result, reason = widths
    right = total = 0
    for key in COUNTS:
        for table in tables(key):
            if any(row.basis or not row.level2 for row in table):
                continue
            columns = (level, level, name, target, result, 8, 8, reason)
            text = rewrapped(table, columns, repeat)
            rows = read_indicators(text, 0, len(text))
            assert len(rows) == len(table)
            total += len(table)
            right += sum(map(same, rows, table))
    assert right >= 0.98 * total


def same(a: Indicator, b: Indicator) -> bool:
    fields = ("name", "level1", "level2", "target", "result", "weight", "score", "deviation")
    return all(getattr(a, field) == getattr(b, field) for field in fields)


VOCABULARY = (
    "产出指标 数量指标 质量指标 成本指标 满意度指标 满意度 指标 履职效能 社会效益 总分 完成 "
    "培训人数 有效 提升 >=5 =3 人 % 2022 年 12 月 10 10.5 5 100 。 ， （ 三级指标 得分 — 《 "
    "乌鲁木齐市 项目支出绩效自评表 EMS 分"
)
WORDS = st.sampled_from(VOCABULARY.split())
GAPS = st.sampled_from(["", " ", "\n", "\n\n", "\n ", "\n\n\n", "\t", "\t\t"])
HEADS = (
    "",
    "一级指标 二级指标 三级指标\n\n年度指标\n\n值\n\n实际完成值 分值 得分\n\n偏差原因分析\n\n",
    "三级指标 预期指标值 指标值设定依据 实际完成指标值 分值权重 得分\n",
    "一级指标 二级指标 三级指标 年度目标值 实际完成值 权重 得分 偏差原因\n",
    "\t一级指标\t二级指标\t三级指标\t年度指标值\t\t实际完成值\t分值\t得分\t偏差原因分析\n",
)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(HEADS), st.lists(st.tuples(WORDS, GAPS), max_size=120), st.text())
def test_any_text_is_read_without_a_crash(
    head: str, parts: list[tuple[str, str]], more: str
) -> None:
    text = "前" + head + "".join(word + gap for word, gap in parts) + more
    rows = read_indicators(text, 1, len(text), [(5, 7), (-3, 0), (len(text), len(text) + 9)])
    assert rows == read_indicators(text, 1, len(text), [(5, 7)])
    for row in rows:
        assert row.name
        for place in (row.place, row.name_place, row.target_place, row.score_place):
            assert 1 <= place.start <= place.end <= len(text)
        missed(row)


@given(st.text(), st.integers(-5, 50), st.integers(-5, 50))
def test_any_range_is_read_without_a_crash(text: str, start: int, end: int) -> None:
    read_indicators(HEADS[1] + text, max(start, 0), max(start, end, 0))
