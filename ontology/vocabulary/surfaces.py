"""Surface forms: how a name is written in texts, and when a form that is also an ordinary word counts."""

from __future__ import annotations

from dataclasses import dataclass

from ontology.vocabulary.source import Row

OPENING_QUOTES = "“‘「『\"'《"
CLOSING_QUOTES = "”’」』\"'》"
_QUOTE_STYLES = ("“”", '""', "‘’", "「」", "『』")


@dataclass(frozen=True, slots=True)
class Guard:
    """When an ambiguous form counts: any one condition is enough.

    `quoted`: it stands in quotation marks; `before` and `after`: one of these texts touches it (quotation
    marks between do not matter); `near`: one of them stands in the same sentence.
    """

    quoted: bool = False
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def denies(self, sentence: str, end: int) -> bool:
        """Whether the form that ends at `end` is the ordinary word, whatever else speaks for the name.

        >>> Guard(quoted=True, never=("标准",)).denies("智能工厂标准", 4)
        True
        """
        return bool(self.never) and sentence.startswith(self.never, end)

    def admits(self, sentence: str, start: int, end: int) -> bool:
        """Whether the form at `sentence[start:end]` counts as the name.

        >>> Guard(quoted=True, after=("企业",)).admits("新增小巨人企业3家", 2, 5)
        True
        >>> Guard(quoted=True).admits("他是个小巨人", 3, 6)
        False
        """
        if self.denies(sentence, end):
            return False
        left, right = sentence[:start], sentence[end:]
        if self.quoted and left[-1:] and left[-1] in OPENING_QUOTES and right[:1] and right[0] in CLOSING_QUOTES:
            return True
        if right.lstrip(CLOSING_QUOTES).startswith(self.after or "\0"):
            return True
        if left.rstrip(OPENING_QUOTES).endswith(self.before or "\0"):
            return True
        return any(word in left or word in right for word in self.near)


@dataclass(frozen=True, slots=True)
class SurfaceForm:
    """One way of writing: the entries it names (one, unless they share it), and its guard if it is ambiguous."""

    text: str
    names: tuple[str, ...]
    guard: Guard | None = None

    @property
    def ambiguous(self) -> bool:
        """Whether the form is also an ordinary word."""
        return self.guard is not None

    def denies(self, sentence: str, end: int) -> bool:
        """Whether the form that ends at `end` is surely the ordinary word there."""
        return self.guard is not None and self.guard.denies(sentence, end)

    def admits(self, sentence: str, start: int, end: int) -> bool:
        """Whether the form at `sentence[start:end]` counts; an unambiguous one always does."""
        return self.guard is None or self.guard.admits(sentence, start, end)


def parse_guard(row: Row) -> Guard:
    """The guard that a `needs` entry states; raises VocabularyError where it states no condition."""
    row.only(("quoted", "before", "after", "near", "never"))
    guard = Guard(row.flag("quoted"), *(row.words(key) for key in ("before", "after", "near", "never")))
    if guard == Guard(never=guard.never):
        raise row.error("a guard needs one of quoted, before, after, near")
    return guard


def quote_variants(form: str) -> tuple[str, ...]:
    """`form` with every style of quotation marks, and with none, as texts write it; the form itself first.

    A form that is quoted as a whole is meant to be: it has no variant without the marks.

    >>> quote_variants("专精特新“小巨人”")[-1]
    '专精特新小巨人'
    >>> "三首" in quote_variants("“三首”")
    False
    """
    if "“" not in form:
        return (form,)
    styled = tuple(form.replace("“", style[0]).replace("”", style[1]) for style in _QUOTE_STYLES)
    quoted_as_a_whole = form.startswith("“") and form.find("”") == len(form) - 1
    return styled if quoted_as_a_whole else (*styled, form.replace("“", "").replace("”", ""))
