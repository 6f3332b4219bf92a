"""A second reading of duty orders, as a clerk without a computer would have it.

The clerk has the signed orders as paper (plain dicts, as in the YAML), a photocopier, scissors and a date stamp. Every morning on which
something begins or ends all papers that are in force that day are copied and laid out anew; what an amendment says is cut out, pasted in or written
over on the copy of the order that it amends. A slip that hung there the day before keeps its stamp; any other is stamped with today.

Nothing here knows the program's own way: no model, no register. It is slow and short, to be read and believed.

:mod:`tests.paper.folder`  which papers are in force
:mod:`tests.paper.slips`   the copies, cut and pasted
:mod:`tests.paper.clerk`   what they say on a day: duties, charges, since when, and what differs between two days
:mod:`tests.paper.chance`  random offices: orders of every kind, from a seed
"""
