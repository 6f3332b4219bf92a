"""A procedure as a graph, then two ways to draw it, and the charts of the office.

The flowchart: tiers (which symbols stand beside each other) -> routes (how lines run; planned by routing) -> places (by Graphviz)
-> sheet (one sheet drawn) -> chart (as many sheets as it takes); chartcheck looks for faults.

The flow column of the form: laneplan (how lines run) -> laneroom (the room they need) -> lanerow (one row drawn) -> lanes (all rows);
lanecheck looks for faults.

Both: graph, fit (the size of a symbol for its words), letters (of connectors). The office: tree -> orgchart.
"""
