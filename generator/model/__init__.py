"""The frozen, closed types of ``sop/``. Reads nothing, decides nothing; see DESIGN in docs/design.md."""
