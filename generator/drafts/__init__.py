"""Files to start from (``sop new``): text with today's state filled in and Thai comments on what to fill in. Nothing is written here."""
