"""What `--ner` may say."""

import pytest

from extract.recogniser.choice import DEFAULT, RECOGNISERS, Choice, ChoiceError, choose


@pytest.mark.parametrize("name", RECOGNISERS)
def test_every_recogniser_goes_by_its_name(name: str) -> None:
    assert choose(name) == Choice(name, "")


@pytest.mark.parametrize(
    ("spec", "choice"),
    [
        ("policy:models/mine", Choice("policy", "models/mine")),
        (r"policy:C:\models\mine", Choice("policy", r"C:\models\mine")),
        ("hanlp:MSRA_NER_ELECTRA_SMALL_ZH", Choice("hanlp", "MSRA_NER_ELECTRA_SMALL_ZH")),
        ("policy:", Choice("policy", "")),
    ],
)
def test_a_model_may_follow_a_colon(spec: str, choice: Choice) -> None:
    assert choose(spec) == choice


@pytest.mark.parametrize("spec", ["", "Policy", "bert", "lac:models/mine", "none:x", ":models", "policy models"])
def test_what_is_no_recogniser_is_refused_with_the_ones_there_are(spec: str) -> None:
    with pytest.raises(ChoiceError, match=rf"--ner {spec}: .*choose policy, lac, none"):
        choose(spec)


def test_the_default_knows_our_types_and_the_others_do_not() -> None:
    assert choose(DEFAULT).knows_types
    assert [name for name in RECOGNISERS if choose(name).knows_types] == [DEFAULT]
