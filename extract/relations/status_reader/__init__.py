"""The second reader of status: a log-linear model that judges how far what a rule has read of is.

The model travels in the package (`model.json`; `docs/status-model.md` says what it was trained on and how good it is);
`zhengmai relations train-status` makes it anew.
"""
