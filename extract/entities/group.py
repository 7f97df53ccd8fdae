"""An entity of a document before it has an id: its mentions, under all the names that they use."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Group:
    """The mentions of one entity: its type, its vocabulary id or '', its forms in order of appearance, the `names`
    among them."""

    type: str
    vocabulary: str
    forms: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The longest name; of equally long ones the most frequent, then the first."""
        if len(self.names) == 1:
            return self.names[0]
        names = dict.fromkeys(self.names)
        length = max(map(len, names))
        longest = [name for name in names if len(name) == length]
        return longest[0] if len(longest) == 1 else max(longest, key=self.names.count)

    @property
    def aliases(self) -> list[str]:
        """The other forms, in order of appearance."""
        name = self.name
        return [f for f in dict.fromkeys(self.forms) if f != name]

    def add(self, other: Group) -> None:
        """Take over the forms and spans of a group that means the same."""
        self.names += other.names
        self.refer(other)

    def refer(self, other: Group) -> None:
        """Take over the forms and spans of a group whose name is none for this one."""
        self.forms += other.forms
        self.spans = sorted(self.spans + other.spans)
        self.vocabulary = self.vocabulary or other.vocabulary
