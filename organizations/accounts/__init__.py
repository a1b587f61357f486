"""Accounts of staff: how they log in, what they prove it with, and how all that ends."""
