"""`make bench`: what pages, a release and the audit chain cost as the archive grows."""
