"""The second reader of relations: a log-linear model that judges pairs of names which no rule has related.

The model travels in the package (`model.json`; `docs/relation-model.md` says what it was trained on and how good it
is); `zhengmai relations train` makes it anew.
"""
