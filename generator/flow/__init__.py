"""A procedure as a graph, and one way to draw it as a flowchart and as the flow column of the form; and the charts of the office.

graph (what leads to what) -> grid (which cell each symbol stands in) -> routing (how lines run, in tracks) -> figures (a symbol with its
words and circles) -> places (px, solved by Graphviz) -> paint (the drawing); chart cuts it into sheets, column into the rows of the form.
Also: fit (the size of a symbol for its words), letters (of connectors). The office: tree -> orgchart.
"""
