"""Which tests answer for which packages and modules, the quick ones first."""

PACKAGES = {
    "thai": ("test_digits_dates", "test_folding", "test_words", "test_times", "test_control", "test_wholes", "test_golden"),
    "source": ("test_source", "test_syntax", "test_rules_edges", "test_mistakes", "test_load", "test_refused_books"),
    "load": ("test_load", "test_persons", "test_rules_edges", "test_book_signatures"),
    "documents/times": ("test_times", "test_calendar", "test_golden"),
    "documents/form_table": ("test_tables", "test_data_file", "test_golden"),
    "flow": ("test_graph", "test_orgchart", "test_chart", "test_column", "test_golden"),
    "rules": ("test_control", "test_rules_edges", "test_rules"),
    "register": (
        "test_changes",
        "test_staff",
        "test_story",
        "test_order_constructs",
        "test_paper",
        "test_commands_orders",
        "test_register",
        "test_today",
        "test_golden",
    ),
}

MADE_ONCE = ("rules.rule.x_rule", "rules.rule.x_of_each_procedure", "rules.procedures.x_of_each_step", "rules.references.x__unknown")
MADE_ONCE += ("rules.contents.x__lacking",)
"""Functions that make rules when their module is imported, before a change is chosen: not judged."""
