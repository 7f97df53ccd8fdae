"""HanLP's recognisers of names, from a model on this machine; the package is an extra, its models come from outside.

Nothing is downloaded: a model is a folder (`save_dir` of a training, or a downloaded one unpacked), or an identifier
of HanLP's whose model lies in HanLP's own folder already. A model names the classes that load it, so use only
models whose maker you trust.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, redirect_stderr
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from extract.recogniser.pieces import cut
from extract.recogniser.tagset import TYPES, Span
from extract.recogniser.threads import one_thread
from extract.recogniser.type_map import read_type_map

_HELP = (
    "train one with HanLP, or download one where there is a network, unpack it, copy it here, "
    "and give the path of its folder (the one with config.json and model.pt)"
)


class HanlpError(ValueError):
    """HanLP or a model of it is missing or does not fit; the message says what to do."""


class HanlpRecogniser:
    """A HanLP recogniser of names over characters, on one thread; keep one a process.

    `model` is the path of a saved component or an identifier (`MSRA_NER_ELECTRA_SMALL_ZH`). Raises HanlpError where
    the package or the model is missing, a download would be needed, or the model is none of names.
    """

    def __init__(self, model: str) -> None:
        self._types = {kind: kind for kind in TYPES} | read_type_map(files(__package__).joinpath("hanlp_types.yaml"))
        self._component = _load(model)
        mend_chain(self._component)
        self._probe(model)

    def recognise(self, sentences: Sequence[str]) -> list[list[Span]]:
        """The spans of each sentence, in order. `Span.type` is one of TYPES, or ORG or LOC: then the name tells.

        `name_type(name, tag)` of `extract.entities.lac_names` takes those two. Sentences of several documents go
        faster together.
        """
        found: list[list[Span]] = [[] for _ in sentences]
        pieces = cut(sentences)
        with one_thread():
            answers = self._names([list(p.text) for p in pieces])
        for piece, names in zip(pieces, answers, strict=True):
            for tag, start, end in names:
                if kind := self._types.get(tag):
                    found[piece.sentence].append(Span(piece.offset + start, piece.offset + end, kind))
        return [sorted(spans) for spans in found]

    def _names(self, texts: list[list[str]]) -> list[list[tuple[str, int, int]]]:
        """Tag, start and end of each name of each text.

        The recurrent recogniser's own way from tags to names raises for one ill-formed row of tags; HanLP's way for
        transformers takes such a row as far as it goes, and is taken for both.
        """
        from hanlp.components.ner.rnn_ner import RNNNamedEntityRecognizer
        from hanlp.components.taggers.tagger import Tagger
        from hanlp.metrics.chunking.sequence_labeling import get_entities

        if texts and isinstance(self._component, RNNNamedEntityRecognizer):
            return [get_entities(tags) for tags in Tagger.predict_data(self._component, texts, None)]
        return [[name[-3:] for name in names] for names in self._component(texts)] if texts else []

    def _probe(self, model: str) -> None:
        """A tagger of parts of speech or a parser loads just as well: what it answers tells it apart."""
        try:
            names = [name for found in self._names([list("合肥高新区")]) for name in found]
        except Exception as error:
            raise HanlpError(f"{model}: the model does not run on characters ({_first_line(error)})") from None
        if not all(isinstance(name, tuple) and len(name) == 3 for name in names):
            raise HanlpError(f"{model}: this model of HanLP's finds no names; one of named entities is expected")


def mend_chain(component: Any) -> None:
    """Let the CRF of a recurrent tagger run along the sentence, in place; for training, call it on `build_model`'s.

    HanLP 2.1.5 makes it run across the sentences of the batch (it hands the constraints over as `batch_first`), in
    training as in use, and finds nothing sensible then. Other components are left as they are.
    """
    from hanlp.components.taggers.rnn.rnntaggingmodel import RNNTaggingModel

    network = getattr(component, "model", component)
    if isinstance(network, RNNTaggingModel) and network.crf is not None:
        network.crf.batch_first = True


def _load(model: str) -> Any:
    if not model:
        raise HanlpError(f"no model of HanLP's is given: {_HELP}")
    # The hub's client reads this as it is imported, and would otherwise ask the network for a model's parts.
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    try:
        import hanlp
    except ImportError as error:
        raise HanlpError(f"HanLP cannot be imported ({error}): pip install 'zhengmai[hanlp]'") from None
    _check_place(model, hanlp.pretrained.ALL)
    # Where loading fails HanLP prints advice of its own and raises what it likes.
    try:
        with _without_network(), redirect_stderr(io.StringIO()):
            return hanlp.load(model, verbose=False)
    except Exception as error:
        raise HanlpError(f"{model}: HanLP cannot load this model ({_first_line(error)}); {_HELP}") from None


def _check_place(model: str, identifiers: dict[str, str]) -> None:
    folder = Path(model)
    if folder.is_dir():
        if not any((folder / name).is_file() for name in ("config.json", "meta.json")):
            raise HanlpError(f"{model}: there is no model of HanLP's in this folder (no config.json); {_HELP}")
    elif model not in identifiers and "://" not in model:
        raise HanlpError(f"{model}: neither a folder nor an identifier that HanLP knows; {_HELP}")


@contextmanager
def _without_network() -> Iterator[None]:
    """HanLP's two ways to the network closed, so that what is not on this machine fails at once."""
    from hanlp.utils import component_util, io_util

    doors = ((io_util, "download"), (component_util, "get_latest_info_from_pypi"))
    before = [getattr(module, name) for module, name in doors]
    for module, name in doors:
        setattr(module, name, _refuse)
    try:
        yield
    finally:
        for (module, name), door in zip(doors, before, strict=True):
            setattr(module, name, door)


def _refuse(*_: object, **__: object) -> NoReturn:
    raise ConnectionError("it is not on this machine, and zhengmai downloads nothing")


def _first_line(error: Exception) -> str:
    return next(iter(str(error).split("\n")), "").strip() or type(error).__name__
