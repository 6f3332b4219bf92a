"""Which tests answer for which rooms, the quick ones first."""

ROOMS = {
    "thai": ("test_digits_dates", "test_words", "test_times", "test_control", "test_golden"),
    "times": ("test_times", "test_calendar", "test_golden"),
    "tables": ("test_tables", "test_data_file", "test_golden"),
    "load": ("test_load", "test_rules_edges", "test_golden"),
    "flow": ("test_graph", "test_orgchart", "test_chart", "test_lanes", "test_golden"),
    "rules": ("test_control", "test_rules_edges", "test_rules"),
    "register": (
        "test_changes",
        "test_staff",
        "test_story",
        "test_order_constructs",
        "test_paper",
        "test_commands_orders",
        "test_register",
        "test_golden",
    ),
}

MADE_ONCE = ("rules.rule.x_rule", "rules.rule.x_of_each_procedure", "rules.procedures.x_of_each_step", "rules.references.x__unknown")
MADE_ONCE += ("rules.contents.x__lacking",)
"""Functions that make rules when their module is imported, before a change is chosen: not judged."""
