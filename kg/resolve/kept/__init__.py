"""What resolution keeps from one build to the next, so that a changed document costs itself and what it touches.

Every step of `kg.resolve.resolution` is a function of a part: a unit of the entities with one sign, a pair of two
units, a cluster of the units that wanted pairs connect. The parts that a change touches are worked out again by the
same functions, the others stay. That both come to the same is a law that is tested.
"""

from kg.resolve.kept.follow import Change, Followed, follow
from kg.resolve.kept.table import Kept

__all__ = ["Change", "Followed", "Kept", "follow"]
