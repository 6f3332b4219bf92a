"""Changing ``sop/`` from forms: byte-exact edits of YAML, forms made from the models, and the local server behind ``sop desk``."""
