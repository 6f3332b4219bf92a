"""The rows of forms and lists as values."""

import pytest
from pydantic import TypeAdapter

from generator.model.procedure import Item
from generator.tables import lines

READ = TypeAdapter(tuple[Item, ...])


def nested(*words):
    """One item in the other."""
    made = {"text": words[-1]}
    for word in reversed(words[:-1]):
        made = {"text": word, "items": [made]}
    return READ.validate_python([made])


@pytest.mark.parametrize(
    ("parent", "numbers"),
    [("", ["1.", "1.1", "1.1.1", "1)", "(1)"]), ("4", ["4.1", "4.1.1", "1)", "(1)", "(1)"])],
)
def test_items_are_numbered_as_official_papers_do_at_every_depth(parent, numbers):
    found = list(lines(nested("ก", "ข", "ค", "ง", "จ"), parent))
    assert [line.no for line in found] == numbers and [line.depth for line in found] == [0, 1, 2, 3, 4]


def test_the_number_that_an_item_has_of_its_own_wins_and_leads_those_below():
    found = lines(READ.validate_python([{"no": "๒)", "text": "ก", "items": ["ข", {"no": "ฮ.", "text": "ค"}]}, "ง"]), "4")
    assert [line.no for line in found] == ["๒)", "๒.1", "ฮ.", "4.2"]
