"""HanLP models are loaded from this machine only, and what is missing is said in one line."""

import json
import random
import sys
from pathlib import Path

import pytest

from extract.recogniser import hanlp
from extract.recogniser.hanlp import HanlpError, HanlpRecogniser
from extract.recogniser.tagset import TYPES
from extract.recogniser.threads import one_thread
from extract.recogniser.type_map import BY_NAME, TypeMapError, read_type_map

TYPE_MAPS = ("recogniser/hanlp_types.yaml", "training/envpos_types.yaml")
EXTRACT = Path(hanlp.__file__).parents[1]
Labelled = tuple[str, list[tuple[str, str]]]


def made_up(count: int, seed: int) -> list[Labelled]:
    """Sentences with companies and places, and which of their words are which."""
    rng = random.Random(seed)
    places, trades = ("合肥市", "芜湖市", "滁州市", "六安市", "宣城市"), ("汽车", "电子", "轴承", "药业", "家具")
    found = []
    for _ in range(count):
        head = "".join(rng.sample("兴宇恒瑞金泰华盛德丰", 2))
        company, place = f"{head}{rng.choice(trades)}有限公司", rng.choice(places)
        text = rng.choice(("{p}引进了{c}，带动就业。", "今年{c}在{p}投产。", "我们到{p}走访。", "支持{c}上市。"))
        names = [(company, "COMPANY")] * ("{c}" in text) + [(place, "LOC")] * ("{p}" in text)
        found.append((text.format(c=company, p=place), names))
    return found


def write_rows(file: Path, sentences: list[Labelled]) -> str:
    rows = []
    for text, names in sentences:
        tags = ["O"] * len(text)
        for name, kind in names:
            at = text.index(name)
            tags[at : at + len(name)] = [f"B-{kind}", *[f"I-{kind}"] * (len(name) - 2), f"E-{kind}"]
        rows += [f"{c}\t{tag}" for c, tag in zip(text, tags, strict=True)] + [""]
    file.write_text("\n".join(rows), "utf-8")
    return str(file)


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A small BiLSTM-CRF, trained as HanLP's users do, but with its chain along the sentence."""
    ner = pytest.importorskip("hanlp.components.ner.rnn_ner").RNNNamedEntityRecognizer
    build, folder = ner.build_model, tmp_path_factory.mktemp("hanlp")

    def mended(self: object, *args: object, **kwargs: object) -> object:
        network = build(self, *args, **kwargs)
        hanlp.mend_chain(network)
        return network

    with pytest.MonkeyPatch.context() as patched, one_thread():
        patched.setattr(ner, "build_model", mended)
        ner().fit(
            *(write_rows(folder / f"{n}.tsv", made_up(n, seed=n)) for n in (300, 40)),
            str(folder / "model"),
            epochs=6, embed=32, rnn_hidden=48, batch_size=20, lr=0.01, drop=0.2,
            tagging_scheme="IOBES", seed=1, devices=-1, verbose=False,
        )  # fmt: skip
    return str(folder / "model")


@pytest.mark.slow
def test_a_tagger_trained_with_hanlp_finds_names_after_loading(trained: str) -> None:
    recogniser = HanlpRecogniser(trained)
    unseen = made_up(60, seed=7)
    found = recogniser.recognise([text for text, _ in unseen] + ["", "。"])
    assert found[-2:] == [[], []]
    wanted = {"COMPANY": "Enterprise", "LOC": "LOC"}
    right = 0
    for (text, names), spans in zip(unseen, found[:-2], strict=True):
        assert spans == sorted(spans)
        right += {(text[s.start : s.end], s.type) for s in spans} == {(name, wanted[tag]) for name, tag in names}
    assert right >= 54


@pytest.mark.slow
def test_names_of_a_sentence_that_is_cut_keep_their_offsets(trained: str) -> None:
    long = "我们到合肥市走访，" * 90
    spans = HanlpRecogniser(trained).recognise([long])[0]
    assert [long[s.start : s.end] for s in spans] == ["合肥市"] * 90


@pytest.mark.slow
def test_a_row_of_tags_that_spells_no_whole_name_stops_nothing(trained: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tagger = pytest.importorskip("hanlp.components.taggers.tagger").Tagger
    recogniser = HanlpRecogniser(trained)
    rows = [["O", "B-LOC", "I-LOC", "O"], ["B-LOC", "E-LOC", "O", "O"]]
    monkeypatch.setattr(tagger, "predict_data", lambda *_: rows)
    assert recogniser.recognise(["到合肥市", "合肥市。"]) == [[(1, 3, "LOC")], [(0, 2, "LOC")]]


@pytest.mark.slow
def test_a_model_of_parts_of_speech_is_refused(tmp_path: Path) -> None:
    tagger = pytest.importorskip("hanlp.components.taggers.rnn_tagger").RNNTagger
    with one_thread():
        tagger().fit(
            *(write_rows(tmp_path / f"{n}.tsv", made_up(n, seed=n)) for n in (20, 10)),
            str(tmp_path / "model"),
            epochs=1, embed=8, rnn_hidden=8, crf=False, devices=-1, verbose=False,
        )  # fmt: skip
    with pytest.raises(HanlpError, match="finds no names"):
        HanlpRecogniser(str(tmp_path / "model"))


def test_the_error_without_a_model_says_how_to_get_one() -> None:
    with pytest.raises(HanlpError, match=r"no model .* is given: train one with HanLP, or download one"):
        HanlpRecogniser("")


def test_the_error_without_the_package_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "hanlp", None)
    with pytest.raises(HanlpError, match=r"pip install 'zhengmai\[hanlp\]'"):
        HanlpRecogniser("MSRA_NER_ELECTRA_SMALL_ZH")


@pytest.mark.parametrize(
    ("model", "reason"),
    [
        ("no/such/folder", "neither a folder nor an identifier"),
        ("MSRA_NER_ELECTRA_SMALL_ZH", "not on this machine, and zhengmai downloads nothing"),
        ("https://example.org/model.zip", "not on this machine, and zhengmai downloads nothing"),
    ],
)
def test_a_model_that_is_not_here_is_never_downloaded(
    model: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    io_util = pytest.importorskip("hanlp.utils.io_util")
    monkeypatch.setattr(io_util.get_resource, "__defaults__", (str(tmp_path), *io_util.get_resource.__defaults__[1:]))
    with pytest.raises(HanlpError, match=reason) as caught:
        HanlpRecogniser(model)
    assert str(caught.value).startswith(f"{model}: ") and "train one with HanLP" in str(caught.value)
    assert capfd.readouterr() == ("", "")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    pytest.importorskip("hanlp")
    with pytest.raises(HanlpError, match="no config.json"):
        HanlpRecogniser(str(tmp_path))
    (tmp_path / "config.json").write_text(json.dumps({"classpath": "no.such.Component"}))
    with pytest.raises(HanlpError, match="HanLP cannot load this model"):
        HanlpRecogniser(str(tmp_path))


@pytest.mark.parametrize("name", TYPE_MAPS)
def test_shipped_tags_mean_our_types_or_are_typed_by_name(name: str) -> None:
    assert set(read_type_map(EXTRACT / name).values()) <= {*TYPES, *BY_NAME}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[]", "sections types and by-name"),
        ("kinds: {}", "sections types and by-name"),
        ("types: [ORG]", "types: a mapping"),
        ("types: {ORG: [NT]}", "types: ORG is none of"),
        ("by-name: {Park: [PARK]}", "by-name: Park is none of"),
        ("types: {Park: NT}", "types: Park: a list of tags"),
        ("types: {Park: [no]}", "types: Park: a list of tags"),
        ("types: {Park: [P], Agency: [P]}", "types: Agency: 'P' is there twice"),
        ("types: {", "while parsing"),
    ],
)
def test_a_wrong_file_of_tags_is_refused_by_file_and_entry(text: str, reason: str, tmp_path: Path) -> None:
    (tmp_path / "types.yaml").write_text(text)
    with pytest.raises(TypeMapError, match=reason) as caught:
        read_type_map(tmp_path / "types.yaml")
    assert "types.yaml" in str(caught.value)
