"""A procedure as a graph, its places on a sheet, and its rows and lanes in the form."""
