"""Taking an existing archive in: one bilingual record a line, each sealed as it was published.

`records` reads a line, `surroundings` finds or adds the bodies and conferences that it names,
`intake` takes it in.
"""
