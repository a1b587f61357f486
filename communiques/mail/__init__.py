"""Who is told of what by e-mail, staff and readers, and how it is sent once."""
