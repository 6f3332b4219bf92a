"""The register (ทะเบียน): orders folded up to a date give who does what, in which role, since when, by which order and item."""

from generator.register.changes import Changes, HandOver, Load, PersonChange, TargetChange, differences, effect, hand_overs, later
from generator.register.coverage import Stretch, coverage, faults
from generator.register.fold import fold
from generator.register.history import Held, OrderLink, chain, duties_history, history
from generator.register.matching import ChangeKind, Pair, pairs
from generator.register.validity import Validity, root, sequence, validities
from generator.register.values import NO_STAFF, AbsenceInForce, Charge, CommitteeInForce, DutyInForce, OrderStatus, Register, Seat, Staff, State
