"""Which tests answer for which rooms, the quick ones first."""

ROOMS = {
    "thai": ("test_digits_dates", "test_words", "test_times", "test_control", "test_golden"),
    "times": ("test_times", "test_calendar", "test_golden"),
    "tables": ("test_tables", "test_data_file", "test_golden"),
    "load": ("test_load", "test_golden"),
    "flow": ("test_orgchart", "test_chart", "test_lanes", "test_golden"),
    "rules": ("test_control", "test_rules"),
    "register": ("test_changes", "test_staff", "test_story", "test_commands_orders", "test_register", "test_golden"),
}
