"""What two texts share: stretches with their places in both, how they differ there, and template text left out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.reprints import CommonText, Shared, common_text, fold, shared_passages

SENTENCE = "县里把亩均税收排在末位的四十家企业列入整改名单，逐户约谈负责人，限期一年腾出低效用地。"
OTHER = "今年春茶开采比往年早了十天，茶农忙着采摘，合作社的冷库也都腾了出来。"


def shared(a: str, b: str, common: CommonText | None = None) -> tuple[Shared, ...]:
    return shared_passages(fold(a), fold(b), common)


def test_a_copied_sentence_is_found_at_its_place_in_both_texts() -> None:
    a, b = OTHER + SENTENCE, f"据悉，{SENTENCE}记者从会上获悉。"
    (passage,) = shared(a, b)
    assert a[passage.start_a : passage.end_a] == b[passage.start_b : passage.end_b] == SENTENCE.rstrip("。")
    assert (passage.density, passage.differences) == (1.0, ())


def test_line_ends_width_script_and_punctuation_are_no_difference() -> None:
    noisy = "縣裡把亩均税收\n排在末位的四十家企业 列入整改名单;逐户约谈负责人.限期一年\r\n腾出低效用地"
    (passage,) = shared(SENTENCE, noisy)
    assert passage.differences == ()


def test_differences_are_told_with_what_each_text_has() -> None:
    changed = SENTENCE.replace("四十家", "五十二家").replace("一年", "两年")
    (passage,) = shared(SENTENCE, changed)
    assert [(d.a, d.b) for d in passage.differences] == [("四", "五"), ("", "二"), ("一", "两")]


def test_texts_on_different_matters_share_nothing() -> None:
    assert shared(SENTENCE, OTHER) == ()


def test_a_sentence_copied_twice_is_one_passage_of_the_first_text() -> None:
    (passage,) = shared(SENTENCE, SENTENCE + OTHER + SENTENCE)
    assert passage.start_b == 0


def test_paragraphs_in_another_order_are_passages_of_their_own() -> None:
    found = shared(SENTENCE + OTHER, OTHER + SENTENCE)
    assert [(p.start_a, p.start_b) for p in found] == [(0, len(OTHER)), (len(SENTENCE), 0)]


def test_template_text_of_many_sources_proves_no_copying() -> None:
    template = "全面贯彻上级各项决策部署，坚持稳中求进工作总基调，奋力推动工业经济高质量发展迈上新台阶。"
    sources = [template + f"第{n}份材料讲的是各自的事。" for n in range(6)]
    common = common_text(map(fold, sources))
    assert len(shared(sources[0], sources[1])) == 1
    assert shared(sources[0], sources[1], common) == ()
    assert common.share(fold(template)) == 1.0
    assert common.share(fold(SENTENCE)) == 0.0


def test_what_few_sources_share_is_no_template() -> None:
    assert common_text(map(fold, [SENTENCE] * 4)).share(fold(SENTENCE)) == 0.0


@given(st.text("甲乙丙丁戊，。\n 1２Ｘ", max_size=120), st.text("甲乙丙丁戊，。\n 1２Ｘ", max_size=120))
def test_every_passage_lies_in_both_texts_and_counts_what_it_shares(a: str, b: str) -> None:
    for passage in shared_passages(fold(a), fold(b), least=8):
        assert 0 <= passage.start_a < passage.end_a <= len(a)
        assert 0 <= passage.start_b < passage.end_b <= len(b)
        assert 8 <= passage.matched <= min(passage.end_a - passage.start_a, passage.end_b - passage.start_b)


@given(st.text("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥，。\n", min_size=1, max_size=200))
def test_folding_keeps_the_place_of_every_letter(text: str) -> None:
    folded = fold(text)
    assert [text[place] for place in folded.places] == list(folded.text)


def test_an_empty_text_shares_nothing() -> None:
    assert shared("", SENTENCE) == shared("——", SENTENCE) == ()
