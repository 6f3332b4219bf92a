"""The site: an :class:`~generator.edition.Edition` in, Markdown pages, navigation and assets out. Start at :mod:`.pages`."""
