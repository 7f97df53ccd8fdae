"""Places and times."""

from extract.places.divisions import divisions
from extract.places.mentions import RegionMention, find_place_names, find_region_mentions
from extract.places.own_region import OwnRegion, infer_region
from extract.places.period import report_period
from extract.places.times import TimeMention, find_times

__all__ = [
    "OwnRegion",
    "RegionMention",
    "TimeMention",
    "divisions",
    "find_place_names",
    "find_region_mentions",
    "find_times",
    "infer_region",
    "report_period",
]
