"""Single steps of cleaning, as examples."""

from __future__ import annotations

import pytest

from extract.clean import Mark, clean


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("产值增长5%,其中(含园区)达1,200亿元;到10:30为止", "产值增长5%，其中（含园区）达1,200亿元；到10:30为止"),
        ("应用MES(制造执行系统)、ERP (Enterprise Planning)", "应用MES（制造执行系统）、ERP (Enterprise Planning)"),
        ('开展"四送一服"活动', "开展“四送一服”活动"),
        ("扭转”项目库中没有项目”的局面", "扭转“项目库中没有项目”的局面"),
        ("“甲基础“、”乙装备“、”丙平台”", "“甲基础”、“乙装备”、“丙平台”"),
        ("一边倒”的引号没有另一半", "一边倒”的引号没有另一半"),
        ("「畝均論英雄」『改革』與發展", "“亩均论英雄”‘改革’与发展"),
        ("率xx.xx%;xxxx年项目", "率xx.xx%；xxxx年项目"),
        ("by 5%, 10%; and 1,000", "by 5%, 10%; and 1,000"),
        ("ＧＤＰ增长６．５％", "GDP增长6.5%"),
        ("⼯业经济", "工业经济"),
        ("自2O17年l2月1曰起，于I0月底前", "自2017年12月1日起，于10月底前"),
        ("子曰：学而，OO年，|1月底|，A1月", "子曰：学而，OO年，|1月底|，A1月"),
        ("《<<关于通知>>", "《《关于通知》"),
    ],
)
def test_one_convention_of_width_and_punctuation(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("沿著產業鏈著力招商，成效顯著，著名企業", "沿着产业链着力招商，成效显著，著名企业"),
        ("乾县、扭转乾坤、昇腾芯片", "乾县、扭转乾坤、昇腾芯片"),
    ],
)
def test_only_traditional_text_is_converted(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("經(jīng)濟（ jì ）發(fā)展，我們(men)的(de)", "经济发展，我们的"),
        ("走進(jin)園（yuan）區，長（zhang）虹(hong)落戶（hu）黎家坪，我們(men)的", "走进园区，长虹落户黎家坪，我们的"),
        ("国内生产总值(GDP)和(MES)", "国内生产总值（GDP）和（MES）"),
        ("上海浦东(pudong)新区", "上海浦东（pudong）新区"),
    ],
)
def test_readings_go_and_other_brackets_stay(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("。ㄈ﹫(jiān)持項目為王", "（三）坚持项目为王"),
        ("。ㄎ澹┢髽I(yè)投資意願不強", "（五）企业投资意愿不强"),
        ("占全年任務的52.1%?h重點項目", "占全年任务的52.1%。县重点项目"),
        ("鐨勫伐浣", "的工作"),
        ("ä¸\xadå\x9b½å·¥ä¸\x9a", "中国工业"),
        ("ÖÐ¹ú¹¤Òµ", "中国工业"),
    ],
)
def test_wrong_decodings_are_undone_and_marked(raw: str, wanted: str) -> None:
    cleaned = clean(raw)
    assert cleaned.text == wanted
    assert any(mark.kind == "repaired" for mark in cleaned.marks)


@pytest.mark.parametrize(
    "text",
    [
        "聚α-烯烃与β晶型",
        "│项目│金额│",
        "岱山、嵊泗、鄞州和衢州跻身前列",
        "为什么？n年以后",
        "ㄅㄆㄇ是注音符号",
        "Привет企业",
        "café",
    ],
)
def test_good_text_is_never_repaired(text: str) -> None:
    cleaned = clean(text)
    assert cleaned.text == text
    assert cleaned.marks == ()


def test_what_is_lost_is_marked() -> None:
    cleaned = clean("发展锟斤拷势头")
    assert cleaned.text == "发展\ufffd势头"
    assert cleaned.marks == (Mark("garbled", 2, 3),)


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        (
            "产值增长9.8%，高于全市.分行业看，电力增长22.6%.园区平稳.",
            "产值增长9.8%，高于全市。分行业看，电力增长22.6%。园区平稳。",
        ),
        ("一.主要做法，二.存在问题", "一.主要做法，二.存在问题"),
        ("董事长卡尔.马克思先生", "董事长卡尔.马克思先生"),
    ],
)
def test_a_dot_in_prose_is_a_stop(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("调度 工作会议，主要目的是 深入学习", "调度工作会议，主要目的是深入学习"),
        ("通　　知", "通知"),
        ("第一条　为贯彻规定", "第一条　为贯彻规定"),
        ("皖江集团 长丰汽车 合肥电子", "皖江集团　长丰汽车　合肥电子"),
        ("2021 年 5 月 4 日 印发", "2021年5月4日印发"),
        ("产值达246 .3亿元", "产值达246.3亿元"),
        ("园区已满；新能源装　备有限公司在此建厂，将投产。", "园区已满；新能源装备有限公司在此建厂，将投产。"),
        ("形成长虹、白水两园和  黎家坪园格局，拟扩区。", "形成长虹、白水两园和黎家坪园格局，拟扩区。"),
        ("（三）发展循环经济，建设节约型城市　　今年，要节能。", "（三）发展循环经济，建设节约型城市　今年，要节能。"),
        ("使用 Windows Server 系统", "使用Windows Server系统"),
    ],
)
def test_blanks_inside_chinese(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("一、主要做法\n强化组织领导，\n完善工作机制。", "一、主要做法\n强化组织领导，完善工作机制。"),
        ("工业集中区（\n经开区）发展", "工业集中区（经开区）发展"),
        (
            "协调解决了堵点。随后来到清河锁业\n有限公司，帮助申领补贴。",
            "协调解决了堵点。随后来到清河锁业有限公司，帮助申领补贴。",
        ),
        ("全年增长一成。（三）强化要素保障\n供地充足。", "全年增长一成。（三）强化要素保障\n供地充足。"),
        ("园区全面建成。完成用地4\n00亩，投入运营。", "园区全面建成。完成用地400亩，投入运营。"),
        (
            "园区有企业86家，凯润鞋业、祁阳宏\n泽针织撑起鞋业，出口过亿。",
            "园区有企业86家，凯润鞋业、祁阳宏泽针织撑起鞋业，出口过亿。",
        ),
        ("产值下降；希拉穆仁矿业因检修停产，拉\n低全旗\n增速。", "产值下降；希拉穆仁矿业因检修停产，拉低全旗增速。"),
        ("今\n年，园区将开工。", "今年，园区将开工。"),
        (
            "园区将开工建设终端产业城，力争跻身国家级高新\n区行列。",
            "园区将开工建设终端产业城，力争跻身国家级高新区行列。",
        ),
        ("（一）抓招商，育产业、强园区\n今年，园区开工。", "（一）抓招商，育产业、强园区\n今年，园区开工。"),
        (
            "痛点：拣选过于繁琐，速度慢、易出错\n目标：快速出库，精准配送。",
            "痛点：拣选过于繁琐，速度慢、易出错\n目标：快速出库，精准配送。",
        ),
        (
            "二、省级绿色工厂企业2家：宏远电\n气股份有限公司、清河锁业有限公司；",
            "二、省级绿色工厂企业2家：宏远电气股份有限公司、清河锁业有限公司；",
        ),
        (
            "技改方面，宏远电气的生产线2月投入使用，清河锁业数字\n化车间正在推进。",
            "技改方面，宏远电气的生产线2月投入使用，清河锁业数字化车间正在推进。",
        ),
        (
            "（一）抓招商，育产业，强化园区建设\n今年，园区开工。",
            "（一）抓招商，育产业，强化园区建设\n今年，园区开工。",
        ),
        (
            "数控装备规范第1部分：通用技术要求\n本部分规定了要求。",
            "数控装备规范第1部分：通用技术要求\n本部分规定了要求。",
        ),
        ("甲公司\n乙公司\n丙公司\n丁公司", "甲公司\n乙公司\n丙公司\n丁公司"),
        ("1、加强领导。\n2、完善机制。\n3、强化督查。", "1、加强领导。\n2、完善机制。\n3、强化督查。"),
        ("总要求。 　　一、成绩。 　　二、问题。 　　三、打算", "总要求。\n一、成绩。\n二、问题。\n三、打算"),
        ("\ufeff标题\r\n\r\n\r\n正文。\r\n", "标题\n正文。"),
    ],
)
def test_lines(raw: str, wanted: str) -> None:
    assert clean(raw).text == wanted


@pytest.mark.parametrize("gap", ["    ", " \u2003\u2003", " "])
def test_a_long_line_gets_its_paragraphs_back(gap: str) -> None:
    prose = "全县工业经济运行平稳，企业效益不断改善，" * 8 + "发展后劲增强。产业结构更优。"
    paragraphs = ["一、工作回顾", *([prose] * 6), "二、工作安排", "推行一窗受理。"]
    assert clean(gap.join(paragraphs)).text.split("\n") == paragraphs


def test_blanks_behind_every_sentence_part_no_paragraphs() -> None:
    sentence = "全县工业经济运行平稳，企业效益不断改善。"
    assert "\n" not in clean(" ".join([sentence] * 60)).text
