"""Where the sheets of a printed form end: rows whole where a page holds them, the closing rows never alone."""

import pytest

from generator.pdf.sheets import Measure, SheetRoom, begins_well, cut, starts

LINE = 10.0
FOUR = Measure(4, 0.0)
"""A row of four lines: 46 pt with the room above and below its words."""
HALF = Measure(2, 0.0)
END = Measure(0, 20.0, bare=True)


def sheets(rows, first=100.0, other=100.0, tail=0.0):
    """Row and lines of each piece, sheet by sheet."""
    return [[(p.row, p.first, p.last) for p in sheet] for sheet in cut(rows, SheetRoom(first, other, tail, LINE))]


def whole(*counts):
    """The sheets on which rows of four lines stand whole."""
    rows = iter(range(99))
    return [[(next(rows), 0, 4) for _ in range(count)] for count in counts]


def test_a_row_that_fits_to_the_last_point_stays_and_one_that_does_not_goes_over():
    assert sheets([FOUR] * 4, first=92, other=92) == whole(2, 2)
    assert sheets([FOUR] * 4, first=91.9, other=92) == whole(1, 2, 1)


def test_a_symbol_higher_than_its_words_makes_the_row_as_high():
    high = Measure(4, 60.0)
    assert sheets([high, high], first=119, other=120) == whole(1, 1) and sheets([high, high], first=120) == whole(2)
    assert [p.height for p in cut([high, FOUR], SheetRoom(200, 200, 0, LINE))[0]] == [60, 46]


def test_the_closing_rows_stay_where_they_fit_to_the_last_point():
    assert sheets([FOUR, FOUR], first=122, tail=30) == whole(2)
    assert sheets([FOUR, FOUR], first=121.9, tail=30) == whole(1, 1)
    assert sheets([FOUR] * 4, first=92, other=122, tail=30) == whole(2, 2)


def test_the_closing_rows_take_one_row_with_words_along_and_no_more():
    assert sheets([FOUR] * 3, first=150, other=200, tail=30) == whole(2, 1)


def test_a_row_as_high_as_a_page_is_not_cut():
    assert sheets([FOUR, Measure(9, 0.0)], first=105, other=96) == [[(0, 0, 4)], [(1, 0, 9)]]


def test_an_end_takes_the_last_row_with_words_along_to_the_closing_rows():
    assert sheets([FOUR, FOUR, END], first=112, tail=30) == [[(0, 0, 4)], [(1, 0, 4), (2, 0, 0)]]


def test_an_end_goes_alone_where_the_row_before_it_would_leave_no_room_for_the_closing_rows():
    assert sheets([FOUR, FOUR, END], first=112, other=80, tail=30) == [[(0, 0, 4), (1, 0, 4)], [(2, 0, 0)]]


def test_a_last_row_too_high_for_its_closing_rows_hands_on_half_of_its_lines_at_most():
    assert sheets([Measure(8, 0.0)], first=90, other=90, tail=30) == [[(0, 0, 4)], [(0, 4, 8)]]
    assert sheets([Measure(8, 0.0)], first=90, other=60, tail=30) == [[(0, 0, 6)], [(0, 6, 8)]]


def test_closing_rows_that_leave_no_room_for_a_line_stand_on_a_sheet_of_their_own():
    assert sheets([Measure(8, 0.0)], first=90, other=90, tail=80) == [[(0, 0, 8)], []]
    assert sheets([Measure(8, 0.0)], first=90, other=90, tail=74) == [[(0, 0, 7)], [(0, 7, 8)]]


LONG = Measure(30, 0.0)


def test_a_row_higher_than_any_page_starts_at_once_if_five_of_its_lines_fit_and_else_on_the_next():
    assert sheets([FOUR, LONG], first=102, other=206)[:2] == [[(0, 0, 4), (1, 0, 5)], [(1, 5, 25)]]
    assert sheets([FOUR, LONG], first=101.9, other=206)[:2] == [[(0, 0, 4)], [(1, 0, 20)]]


def test_a_long_row_starts_only_where_its_symbol_fits():
    assert sheets([FOUR, Measure(30, 80.0)], first=126, other=206)[0] == [(0, 0, 4), (1, 0, 7)]
    assert sheets([FOUR, Measure(30, 80.0)], first=125, other=206)[:2] == [[(0, 0, 4)], [(1, 0, 20)]]


def test_what_is_left_of_a_long_row_shares_its_sheet_with_the_rows_after_it():
    found = cut([LONG, FOUR, HALF], SheetRoom(206, 206, 0, LINE))
    assert [[(p.row, p.first, p.last, p.height) for p in sheet] for sheet in found] == [
        [(0, 0, 20, 206)],
        [(0, 20, 30, 106), (1, 0, 4, 46), (2, 0, 2, 26)],
    ]


def test_the_symbol_of_a_long_row_stands_on_its_first_sheet_and_asks_for_room_only_there():
    found = cut([Measure(21, 150.0)], SheetRoom(206, 206, 0, LINE))
    assert [(p.first, p.last, p.height) for sheet in found for p in sheet] == [(0, 20, 206), (20, 21, 16)]


@pytest.mark.parametrize("line_room", [5.0, 16.0])
def test_even_on_the_lowest_page_a_row_gets_on_by_a_line_a_sheet(line_room):
    assert [len(sheet) for sheet in sheets([Measure(3, 0.0)], first=line_room, other=line_room)][:3] == [1, 1, 1]


def test_a_row_stands_on_the_sheet_where_it_starts():
    found = cut([FOUR, LONG, FOUR], SheetRoom(102, 206, 0, LINE))
    assert starts(found, 3) == (0, 0, 2)


def test_a_form_begins_where_its_first_row_with_words_has_room_or_enough_of_it():
    """Below text a sheet may have room for the head alone: a line of the row would stand in the foot."""
    assert begins_well([END, FOUR], SheetRoom(66, 200, 0, LINE)) and not begins_well([END, FOUR], SheetRoom(65.9, 200, 0, LINE))
    assert begins_well([END, LONG], SheetRoom(76, 200, 0, LINE)) and not begins_well([END, LONG], SheetRoom(75.9, 200, 0, LINE))
    assert not begins_well([END], SheetRoom(19, 200, 0, LINE))
