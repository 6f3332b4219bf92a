"""The frozen, closed types of ``sop/``. Reads nothing, decides nothing."""
