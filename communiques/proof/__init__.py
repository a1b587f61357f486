"""Proof that a text is genuine: signatures, the public log, and comparing what somebody holds."""
