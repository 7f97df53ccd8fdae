"""Noise out, alignment kept: `clean(raw)` gives text whose every character knows its place in the text layer.

The form of cleaned text, on which the rules downstream rely:

- simplified script, without pinyin readings;
- quotes “ ” and ‘ ’, titles 《 》, brackets （ ）, the comma ，, the list comma 、, the stop 。; digits, Latin
  letters, `%` and `.` in ASCII (`extract.clean.width` has the whole convention).
"""

from extract.clean.aligned import AlignedText, Mark
from extract.clean.pipeline import clean

__all__ = ["AlignedText", "Mark", "clean"]
