"""Differences word by word, alignment block by block, and the merge of two people's work."""

from communiques.differences.languages import align
from communiques.differences.merging import Conflict, Merge, merge
from communiques.differences.sequences import opcodes
from communiques.differences.versions import Row, compare
from communiques.differences.wording import Change, words

__all__ = ["Change", "Conflict", "Merge", "Row", "align", "compare", "merge", "opcodes", "words"]
