"""What readers see, as JSON for programs: read-only, of the same published data."""
