"""The panes side by side, at the widths where there is just room for three."""

import pytest

from iraq_tui.domain.moment import parse_moment


@pytest.mark.parametrize("width", [120, 125, 131, 136, 160, 220])
async def test_three_panes_leave_room_for_answers_side_by_side(make_app, until, text_of, width):
    app = make_app(at=parse_moment("2031-05-20"))
    async with app.run_test(size=(width, 40)) as pilot:
        await until(pilot, lambda: "initiative?" in text_of(app))
        timeline, comparison = (
            app.screen.query_one(f"#{one}") for one in ("timeline", "comparison")
        )
        assert comparison.size.width >= 49
        assert timeline.size.width >= 44
        assert comparison.region.right == width
        answers = next(line for line in text_of(app).splitlines() if "‹" in line)
        assert answers.split("‹")[0].rstrip().endswith("20 May 2031")
