"""The demonstration: real directory, real workflow, invented colleagues. No back door."""
