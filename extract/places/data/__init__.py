"""Facts and word lists about places and times, as data files."""
