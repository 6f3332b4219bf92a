"""Who holds a post on a day: one answer for the pages, the charts, ``sop who`` and ``sop diff``."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.edition import edition
from generator.load.loading import load
from generator.model.handbook import Manual
from generator.model.organization import Person
from generator.register.staff import moves
from generator.register.who import answers
from generator.source import parsing

SOP = Path(__file__).parent / "sample" / "sop"
COMES, GOES = date(2024, 5, 1), date(2025, 9, 30)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def manual() -> Manual:
    """The sample office with one more librarian, whose post has no dates of its own."""
    found = load(parsing.read(SOP)[0])
    post = found.organization.posts[-1].id
    person = {"id": "mai", "name": "นางสาวใหม่ เพิ่งมา", "position": "บรรณารักษ์", "posts": [{"post": post}]}
    person |= {"arrived": "1 พฤษภาคม 2567", "left": {"date": "30 กันยายน 2568", "reason": "moved"}}
    people = found.people.model_copy(update={"persons": (*found.people.persons, Person.model_validate(person))})
    return found.model_copy(update={"people": people})


@pytest.mark.parametrize(("day", "there"), [(COMES - DAY, False), (COMES, True), (GOES, True), (GOES + DAY, False)])
def test_a_post_is_held_from_the_day_of_arrival_to_the_last_in_office(manual: Manual, day: date, there: bool):
    made, post = edition(manual, day), manual.person["mai"].posts[0].post
    assert manual.person["mai"].in_office(day) is there
    assert ("mai" in [p.id for p in made.holders(post)]) is there
    assert bool(made.posts_of(manual.person["mai"])) is there
    (answer,) = answers(manual, made.register, post)
    assert ("mai" in answer.holders) is there


def test_the_same_persons_hold_each_post_wherever_it_is_asked(manual: Manual):
    asked = 0
    for day in (date(2022, 10, 1) + n * 61 * DAY for n in range(20)):
        made = edition(manual, day)
        for post in manual.organization.posts:
            (answer,) = (a for a in answers(manual, made.register, post.id) if a.subject == "post")
            assert answer.holders == tuple(p.id for p in made.holders(post.id)), (day, post.id)
            asked += bool(answer.holders)
    assert asked > 20


def test_arriving_one_takes_the_post_and_leaving_gives_it_up(manual: Manual):
    assert {m.kind for m in moves(manual, COMES - DAY, COMES) if m.person == "mai"} == {"arrives", "takes"}
    assert {m.kind for m in moves(manual, GOES, GOES + DAY) if m.person == "mai"} == {"leaves", "gives_up"}
