"""The patterns by which times are found."""

from __future__ import annotations

import re

# Spelled out, as a table of characters is looked up far faster than whether one is a digit.
_FIGURES = "0-9０-９"
_DASH = r"(?:[-—–~～]+|至|到)"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12]\d|0?[1-9])"
_HANZI_DAY = r"(?:二十[一二三四五六七八九]?|三十一?|十[一二三四五六七八九]?|[一二三四五六七八九])"

HEAD = re.compile(
    rf"(?P<range>(?<![\d.,])(?P<y1>\d{{4}})年?{_DASH}(?P<y2>\d{{4}})年)"
    rf"|(?P<dashed>(?<![\d.])(?P<dy>\d{{4}})(?P<sep>[-./])(?P<dm>{_MONTH})(?P=sep)(?P<dd>{_DAY})(?![\d.]))"
    r"|(?P<dotted>(?<![^\n（| 　])(?P<ty>(?:19|20)\d\d)\.(?P<tm>0[1-9]|1[0-2])(?=[）| 　—]))"
    r"|(?P<lastyear>(?<![比较与同跟])[去上]年同期(?=[，就已即便]))"
    r"|(?P<absolute>(?<![\d.,])(?:(?P<year>\d{4})|(?P<hanzi>[一二][〇○零一二三四五六七八九]{3}))年(?!代)度?)"
    r"|(?P<relative>今年|本年度?|去年|上年度?|上一年度?|前年|(?<!越)明年|下一?年度|来年|后年)"
    r"|[“\"](?P<quoted>[一二三四五六七八九]五|十[一二三四五六]?五)[”\"]"
    r"|(?P<plan>十[一二三四五六]五)(?=期间|时期|规划|以来|末|初|开局)"
    r"|(?P<following>(?<!相)同年|(?<=[，。；、（在于到并])当年|当年(?=[年岁]?[底末]|\d{1,2}月)"
    r"|[这那]一?年(?=的?\d{1,2}月|，)|次年|翌年|转年|隔年|第二年|越明年|转过年来?)"
    r"|(?P<next>次日|翌日|第二天|当[天日]|同[天日](?!而)|同一天)|(?<!自)(?P<now>即日)起"
    rf"|(?P<moon>同月|次月|翌月|(?<=[，。；、（在于到并])当月)(?:(?P<moonday>{_DAY})[日号])?"
    r"|(?<![点行施])(?P<count>[一两二三四五六七八九十半]|\d{1,2})(?P<unit>个月|年|天)之?(?P<side>[前后])(?![\d两一二三四五六七八九十])"
    r"|(?:[再又]?过了?|(?P<over>(?<![跨超穿翻优])越|(?<=[。；，])[又再](?=[一二两三四五六七八九十]))|(?P<late>[晚迟]了?))(?P<pass>[一两二三四五六七八九十半]|\d{1,2})(?P<passunit>个月|年|天)"
    r"(?(late)(?=[才方推实施建启落出跟])|(?(over)|(?=，)))"
    r"|(?:此前|早前)(?P<before>[一两二三四五六七八九十]|\d{1,2})(?P<beforeunit>个月|年|天)(?=[，的就即便已]|$)"
    r"|(?P<ends>(?<![\d今当去明前后每上本近同次翌来全这那几两半多往常元一新])年[底末](?=[前，起即便就由才又已之完出全正推])"
    r"|(?<![\d今当两一二三四五六七八九十几近多数来往本])年内|岁[末尾])"
    rf"|(?<![^，。；：\n（者于自从])(?P<bare>{_DAY})日(?=[，起上下晚便就即又也]|印发|出台|发布|宣布|召开|举行|启动|正式)"
    r"|(?P<day>昨[天日起]|前天|今起|今[天日](?=[上下]午|起|，?[正恰]?是[^，。\n]{0,24}周年))"
    rf"|(?P<near>(?:[上下]个?|本)月(?=\d))(?P<nearday>{_DAY})[日号]|(?P<last>(?:上?上|下)个?月(?![上中下]旬))"
    r"|(?P<week>上上?|本|这)个?(?:周|星期)(?P<weekday>[一二三四五六日天])"
    r"|(?P<vague>日前|近日|近期|本月)"
)
# What may follow a year or 今年, and may stand alone where the year is the document's.
PART = re.compile(
    rf"(?P<from>{_MONTH})月?{_DASH}(?P<to>{_MONTH})月份?|(?<![此之])前(?P<first>{_MONTH}|[一二三四五六七八九十]+)个?月"
    r"|(?P<half>[上下])半年|(?P<quarters>前[一二三]个?|第?[一二三四])季度"
    rf"|(?P<month>{_MONTH}|十[一二]?|[一二三四五六七八九])月份?(?:(?P<day>{_DAY}|{_HANZI_DAY})[日号])?|(?P<newyear>元旦)"
)
# 去年的8月 is 去年8月.
OF_MONTH = re.compile(rf"的(?={_MONTH}月)")
# Where one may begin: a set of characters is looked for far faster than an alternation of patterns.
HEAD_MAY_BEGIN = re.compile(
    rf"[{_FIGURES}一二今去前明来后本上下“\"十日近同当次翌昨转隔第这那此年即过晚迟越又再岁三四五六七八九两半]"
    r"(?:(?<=\d)(?:\d{3}|(?=\d?(?:日|个月|年|天)))"
    r"|(?<=[^\d又再岁])(?=[〇○零一二两三四五六七八九十半年个月前日天期底末起内了])"
    r"|(?<=[上本这])(?=[上周星])|(?<=[越转又再])(?=[明过一二两三四五六七八九十半])|(?<=岁)(?=[末尾]))"
)
PART_MAY_BEGIN = re.compile(
    rf"[{_FIGURES}前上下第一二三四五六七八九十](?=[{_FIGURES}月\-—–~～至到半季一二三四五六七八九十])"
    r"(?:(?<=\d)(?=\d?[月\-—–~～至到])|(?<=\D)(?=[\d月半季一二三四五六七八九十]))"
)
# A dateline, from which 昨天 counts: 新华社南昌6月8日电.
DATELINE = re.compile(r"(?:^|[\n（\s])[^，。；\n]{0,16}?(?P<month>\d{1,2})月(?P<day>\d{1,2})日(?:电|讯)")
# A note of the year of all months: （以上均为2021年）.
OF_ALL = re.compile(r"(?:以[上下]|上述|文中)[^，。；\n]{0,6}[均皆都](?:为|系|是|指)(?P<year>(?:19|20)\d\d)年")
