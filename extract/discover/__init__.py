"""Programmes that no vocabulary knows, proposed out of many documents for an analyst's own vocabulary file.

`sightings` takes out of one document's record what it says of unknown programmes; `propose` puts the sightings of all
documents together, suggests facets, and sorts by how likely each is a programme; `vocabulary_text` writes a
vocabulary file that loads as it stands.
"""

from extract.discover.proposals import Proposal, propose
from extract.discover.sightings import Sighting, sightings
from extract.discover.vocabulary_file import vocabulary_text

__all__ = ["Proposal", "Sighting", "propose", "sightings", "vocabulary_text"]
