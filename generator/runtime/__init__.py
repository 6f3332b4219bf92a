"""What a run needs around the work itself: packages, the console, processor cores, caches, the preview server."""
