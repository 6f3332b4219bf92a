"""The work-manual compiler."""
