"""The papers of a text: PDF, Word and plain text, made of what was sealed."""
