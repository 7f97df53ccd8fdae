"""Weights of identity learnt from pairs of mentions that people called one thing or two."""
