"""The cleaning of a text layer: small steps, each a function of aligned text, until nothing changes any more."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

from extract.clean.aligned import AlignedText
from extract.clean.blanks import drop_blanks
from extract.clean.figures import mend_figures
from extract.clean.furniture import drop_furniture
from extract.clean.invisible import drop_invisible
from extract.clean.lines import join_lines, restore_paragraphs
from extract.clean.masks import mark_masks
from extract.clean.mojibake import mark_garbled, undo_wrong_decoding
from extract.clean.pages import drop_page_numbers
from extract.clean.readings import drop_readings
from extract.clean.script import to_simplified
from extract.clean.width import unify_width

Step = Callable[[AlignedText], AlignedText]

STEPS: tuple[Step, ...] = (
    undo_wrong_decoding,
    drop_invisible,
    drop_readings,
    to_simplified,
    unify_width,
    mend_figures,
    drop_furniture,
    drop_page_numbers,
    restore_paragraphs,
    drop_blanks,
    join_lines,
)
_ROUNDS = 12


def clean(raw: str) -> AlignedText:
    """The text layer `raw` without its noise, every character with its place in `raw`.

    The steps run in turn until none of them changes anything any more, so that cleaning a cleaned text leaves it as it
    is. The form of cleaned text (punctuation, blanks, lines) is told in `extract.clean`.
    """
    text = AlignedText.of(raw)
    still = 0
    for step in islice(cycle(STEPS), _ROUNDS * len(STEPS)):
        before = text.text
        text = step(text)
        still = still + 1 if text.text == before else 0
        if still == len(STEPS):
            break
    return mark_masks(mark_garbled(text))
