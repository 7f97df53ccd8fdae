"""Rules on names of which one is only a part of the other, or differs in one character."""

from __future__ import annotations

from kg.resolve.match.alignment import inserted
from kg.resolve.match.editions import Compared
from kg.resolve.match.fold import one_sound
from kg.resolve.match.particulars import agreeing
from kg.resolve.match.profile import Profile
from kg.resolve.match.spoken import spoken_rest, spoken_trade
from kg.resolve.match.tying import tied
from kg.resolve.match.weighing import spoken_of_together
from kg.resolve.match.words import words

# A name of so many characters is no kind of thing (越江隧道).
_TELLING = 5
# So much inside a title is a subject of its own.
_SUBJECT = 5
# Types of which a part of the name may stand for the whole, where sentences agree.
_BUILT = ("Project", "Park")
# Of these the country and a province have many that differ in a word.
_TITLED = ("Policy", "Programme")


def misspelt(a: Profile, b: Profile, seen: Compared) -> bool:
    """Another character is a slip of the pen only where a person or an amount told of both agrees, or it is read alike
    and much else is told of both."""
    if seen.name != "misspelt" or seen.said or a.ids & b.ids:
        return False
    return not (agreeing(a.particulars, b.particulars, strongly=True) or _typed_alike(a, b, seen))


def _typed_alike(a: Profile, b: Profile, seen: Compared) -> bool:
    """Whether the two characters are read alike, as who types takes the wrong one, and sentences that do not name both
    share what few do."""
    told = a.overlap(b) == "many" and not a.documents & b.documents
    return told and one_sound(*seen.cores) and not spoken_of_together(a, b)


def contained(a: Profile, b: Profile, seen: Compared) -> bool:
    """Whether a name is only a part, pieces or first characters of the other, and nothing besides ties the two."""
    if seen.said or a.ids & b.ids:
        return False
    if seen.name == "skipped":
        return _skipped(a, b, seen)
    if seen.name == "initials" and seen.place == "same" and (a.formal or b.formal) and not _goes_on(a, b):
        return False
    if seen.name in ("initials", "pieces") and a.type == "Enterprise" and spoken_trade(a, b, seen.cores):
        return False
    if seen.name in ("initials", "pieces"):
        return not (tied(a, b) or agreeing(a.particulars, b.particulars))
    if seen.name != "contained":
        return False
    telling = min(map(len, seen.cores)) >= _TELLING and tied(a, b)
    if a.type == "Programme" and telling and not a.documents & b.documents:
        return _ordinary(seen)
    if a.type == "Project" and _builds_on(*seen.cores):
        telling = False
    return a.type not in _BUILT or not (telling or agreeing(a.particulars, b.particulars, strongly=True))


def _skipped(a: Profile, b: Profile, seen: Compared) -> bool:
    """The same of a name that leaves out characters of the other in its middle: a firm's may, others' where it is long
    or sentences agree; never in one text, nor titles of the country's or a province's."""
    if a.type == "Enterprise":
        return False
    if a.type == "Programme" and not a.documents & b.documents and spoken_rest(a, b, seen.cores):
        return False
    if a.documents & b.documents or (a.type in _TITLED and _of_the_country(a, b, seen)):
        return True
    if a.type == "Park" and _ordinary(seen):
        return not tied(a, b)
    if a.type == "Project" and (_kind_of(*seen.cores) or _placed_head(a, b, seen)):
        return True
    length = min(map(len, seen.cores))
    telling = length > _TELLING or (a.type == "Park" and length == _TELLING)
    return not (telling or tied(a, b) or agreeing(a.particulars, b.particulars))


def _of_the_country(a: Profile, b: Profile, seen: Compared) -> bool:
    """Whether two titles are the whole country's or a province's, or one is and has a subject that the other, which
    names no place with it, lacks: 城市总体规划, 城市交通运输信息化总体规划."""
    if seen.place in ("nation", "province"):
        return True
    short, long = sorted(seen.cores, key=len)
    national = any(home is not None and not home.path for p in (a, b) for home in p.homes)
    return national and len(inserted(short, long)) >= _SUBJECT and not a.named & b.named


def _kind_of(first: str, second: str) -> bool:
    """Whether the shorter name only closes the other, and is too short to tell one project from others: 越江隧道."""
    short, long = sorted((first, second), key=len)
    return len(short) < _TELLING and long.endswith(short)


def _placed_head(a: Profile, b: Profile, seen: Compared) -> bool:
    """Whether the shorter name only closes the other and had a place before it that the other does not name:
    浦东综合交通枢纽, 铁路上海站北广场综合交通枢纽."""
    short, long = sorted(seen.cores, key=len)
    of = next((p for p in (a, b) if any(short == core.text for name in p.names for core in name.cores)), a)
    return long.endswith(short) and bool(of.named) and not a.named & b.named


def _ordinary(seen: Compared) -> bool:
    """Whether the shorter name has only characters that any text has."""
    short, _ = sorted(seen.cores, key=len)
    return set(short) <= words().ordinary


def _builds_on(first: str, second: str) -> bool:
    """Whether one project's name goes on behind the other's: 水电站 and 水电站扩机."""
    short, long = sorted((first, second), key=len)
    return long.startswith(short)


def _goes_on(*pair: Profile) -> bool:
    """Whether a short name goes on behind where it was read (昌机修理厂)."""
    tails = (text.partition("\x00")[2] for p in pair if not p.full for text in p.nameless)
    return any(words().patterns["name_goes_on"].match(tail) for tail in tails)
