"""Noise for clean texts, by kind and seeded: what the web does to a report, so that tests can ask for it back.

Every function takes clean text (in the convention of `extract.clean`) and returns the noisy one.
"""

from __future__ import annotations

import random
import re
from functools import cache

import opencc

READINGS = {
    "經": "jīng", "業": "yè", "縣": "xiàn", "實": "shí", "產": "chǎn", "發": "fā", "園": "yuán", "區": "qū", "億": "yì",
    "動": "dòng", "數": "shù", "學": "xué", "會": "huì", "開": "kāi", "務": "wù", "個": "gè", "長": "zhǎng", "機": "jī",
    "對": "duì", "規": "guī", "進": "jìn", "點": "diǎn", "項": "xiàng", "營": "yíng", "堅": "jiān", "綠": "lǜ",
}  # fmt: skip
_NARROW = str.maketrans("，；：？！（）", ",;:?!()")


@cache
def _to_traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2t")


def traditional(text: str) -> str:
    """The text in traditional script."""
    return str(_to_traditional().convert(text))


def narrow_punctuation(text: str) -> str:
    """Chinese punctuation in ASCII."""
    return text.translate(_NARROW)


def wide_letters(text: str) -> str:
    """Letters and digits full-width."""
    return re.sub("[0-9A-Za-z]", lambda m: chr(ord(m[0]) + 0xFEE0), text)


def pinyin(text: str, seed: int, share: float = 0.5) -> str:
    """Readings in brackets behind a share of the (traditional) characters that `READINGS` knows."""
    rng = random.Random(seed)

    def read(match: re.Match[str]) -> str:
        return f"{match[0]}({READINGS[match[0]]})" if rng.random() < share else match[0]

    return re.sub("[" + "".join(READINGS) + "]", read, text)


def lost_byte(text: str) -> str:
    """Every line that begins with a number in brackets, after an indent in GBK that lost a byte."""
    return "\n".join(
        _shifted(line) if re.match("（[一二三四五六七八九十]+）", line) else line for line in text.split("\n")
    )


def _shifted(line: str) -> str:
    return f"　　{line}".encode("gbk")[3:].decode("gbk", "ignore")


def read_as_gbk(text: str) -> str:
    """Text in UTF-8 that was read as GBK; what is no character there is left out."""
    return text.encode().decode("gbk", "ignore")


def read_as_latin(text: str) -> str:
    """Text in UTF-8 that was read as Latin-1."""
    return text.encode().decode("latin-1")


def blanks(text: str, every: int = 31) -> str:
    """A blank within the prose wherever a page line of `every` characters ended."""
    return "\n".join(" ".join(_chunks(line, every)) for line in text.split("\n"))


def hard_wrapped(text: str, width: int = 30) -> str:
    """Every paragraph in lines of `width` characters."""
    return "\n".join("\n".join(_chunks(line, width)) for line in text.split("\n"))


def _chunks(line: str, size: int) -> list[str]:
    """Pieces of at most `size` characters' width, figures and Latin words kept whole."""
    chunks, start = [], 0
    while start < len(line):
        end = start + 1
        while end < len(line) and _width(line[start : end + 1]) <= size:
            end += 1
        while end < len(line) and line[end - 1 : end + 1].isascii():
            end -= 1
        chunks.append(line[start:end])
        start = end
    return chunks or [""]


def _width(line: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in line)


def share_site_pages(text: str, size: int = 400) -> str:
    """Page numbers `1、`, `2、` … where pages of `size` characters began, in words and all."""
    return "\n".join(f"{number}、{page}" for number, page in enumerate(_chunks(text, size), 1))


def page_counts(text: str, seed: int, count: int = 4) -> str:
    """`第3页,共9页` dropped into the text at `count` places."""
    rng = random.Random(seed)
    for page in range(count, 0, -1):
        at = rng.randrange(1, len(text))
        text = f"{text[:at]}第{page}页,共{count}页{text[at:]}"
    return text


def furniture(text: str) -> str:
    """The header, footer and disclaimers of sharing sites around the text."""
    header = (
        "《工业经济运行分析.docx》由会员分享,可在线阅读,更多相关《工业经济运行分析.docx(15页珍藏版)》请在某文库上搜索。"
    )
    footer = "- 配套讲稿:\n如文件的首页显示图标,表示该文件已包含配套讲稿。\n- 特殊限制:\n部分文档禁止商用。\n限制150内"
    return f"{header}\n阅读量:64 下载量:4 收藏\n{text}\n来源:网络整理 免责声明:本文仅限学习分享。\n{footer}"
