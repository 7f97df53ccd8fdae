"""Noise out, alignment kept: `clean(raw)` gives text whose every character knows its place in the text layer.

The form of cleaned text, on which the rules downstream rely:

- simplified script, without pinyin readings;
- quotes “ ” and ‘ ’, titles 《 》, brackets （ ）, the comma ，, the list comma 、, the stop 。; digits, Latin
  letters, `%` and `.` in ASCII (`extract.clean.width` has the whole convention);
- a line is a paragraph, a heading, an item or a row, and none is empty; no blanks inside Chinese, but one
  U+3000 between the cells of a row and behind 第一条;
- masks (XX, ××, **, 某) stay and are marked `mask`; characters won back from a wrong decoding are marked
  `repaired`, and U+FFFD, marked `garbled`, stands for each that was lost.
"""

from extract.clean.aligned import AlignedText, Mark
from extract.clean.pipeline import clean

__all__ = ["AlignedText", "Mark", "clean"]
