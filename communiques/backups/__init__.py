"""The whole site in one archive, and a site made of it; the same on both databases."""
