"""The register (ทะเบียน): orders folded up to a date give who does what, in which role, since when, by which order and item."""

from generator.register.fold import fold
from generator.register.history import Link, chain, duties_history, history
from generator.register.lives import Life, lives, root, sequence
from generator.register.values import Charge, DutyInForce, OrderStatus, Register, State

__all__ = [
    "Charge",
    "DutyInForce",
    "Life",
    "Link",
    "OrderStatus",
    "Register",
    "State",
    "chain",
    "duties_history",
    "fold",
    "history",
    "lives",
    "root",
    "sequence",
]
