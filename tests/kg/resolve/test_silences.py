"""When an adoption began, by documents of its region that are silent: the same as by going through all of them."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.identity import Identity
from kg.resolve.intervals import began
from kg.resolve.tellings import Coverage, Telling, interval, latest_first
from kg.resolve.topics import GENERAL

PROGRAMME, OTHER = Identity("programme", "a"), Identity("programme", "b")
DATES = st.sampled_from(["2018", "2019-03", "2019-03-31", "2019-12", "2020", "2020-02-30"])
COVERED = st.builds(
    Coverage,
    DATES,
    st.sampled_from("defgh"),
    st.lists(st.sampled_from(["industry", "safety", GENERAL]), max_size=2).map(tuple),
    st.frozensets(st.sampled_from([PROGRAMME, OTHER])),
)
TOLD = Telling(PROGRAMME, Identity("region", "340100"), "ongoing", None, "d", "d", None, True, "甲")


@given(
    st.lists(COVERED, max_size=6),
    st.frozensets(st.sampled_from(["industry", "safety"])),
    st.sampled_from(["achieved", "ongoing"]),
    st.none() | DATES,
    st.none() | DATES,
)
def test_the_last_silence_is_found_from_the_latest_on(
    covered: list[Coverage], scopes: frozenset[str], status: str, time: str | None, published: str | None
) -> None:
    first = replace(TOLD, status=status, time=time, published=published)
    silent = [
        (one.published, one.document)
        for one in covered
        if PROGRAMME not in one.named and (not scopes or scopes & {*one.scopes} or GENERAL in one.scopes)
    ]
    assert interval(first, scopes, latest_first(covered)) == began(status, time, published, silent)
