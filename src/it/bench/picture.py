"""The picture and the section of the README, both from the results."""
import os

import report
from load import SIZES
from program import PROGRAM, ROOT
from timing import Failure

SHOWN = ("check at 40 ms", "list at 40 ms", "send 1 kB at 40 ms", "backup of 5,000 x 20 kB at 0 ms on disk")
WIDTH, LEFT, BAR, ROW = 847, 190, 500, 20
OURS, OTHERS = "#2f81f7", "#8b949e"
README = os.path.join(ROOT, "README.md")
HEADING, LARGE, NEXT = "## How fast it is\n", "### In a large mailbox\n", "## Troubleshooting\n"
SECTION = f"""{HEADING}
![Times of icloud-mail and of other programs, side by side](src/main/readme/speed.svg)

`python3 src/it/bench --readme` measures the packaged program against others on real servers, over lines of 0, 40 and 100 ms, and writes
this section and the picture. A value is the time of icloud-mail, as so many times that of the program behind the colon in the same run.

%s"""


LARGE_SECTION = f"""{LARGE}
![Times of commands by the number of messages in the mailbox](src/main/readme/load.svg)

`python3 src/it/bench --load --readme` measures the packaged program, in the 64 MB of heap that its launcher gives it, in mailboxes of 100, 10,000
and 1,000,000 messages, and the server alone with the same commands; it writes this section and the picture.

%s"""


def _heading(y, text):
    return f"<text x='16' y='{y}' font-weight='bold'>{text}</text>"


def _bar(y, name, wall, longest, colour, within=None):
    """A bar of these seconds; of it, the seconds within may have the colour of others."""
    length = max(1.0, BAR * wall / longest)
    part = "" if within is None else (
        f"<rect x='{LEFT}' y='{y - 11}' width='{min(length, BAR * within / longest):.1f}' height='14' fill='{OTHERS}'/>")
    return (f"<text x='{LEFT - 8}' y='{y}' text-anchor='end'>{name}</text>"
            f"<rect x='{LEFT}' y='{y - 11}' width='{length:.1f}' height='14' fill='{colour}'/>{part}"
            f"<text x='{LEFT + length + 6:.1f}' y='{y}'>{wall:.2f} s</text>")


def _framed(lines, height):
    return "\n".join([
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height}' viewBox='0 0 {WIDTH} {height}'>",
        f"<rect width='{WIDTH}' height='{height}' rx='8' fill='#0d1117'/>",
        "<g font-family='ui-sans-serif, system-ui, \"DejaVu Sans\", sans-serif' font-size='13' fill='#e6edf3'>",
        *lines, "</g>", "</svg>", ""])


def drawn(plan):
    """Bars of the medians, each case in a scale of its own, shortest first."""
    out, y = [], 10
    for case in plan.cases:
        if case.name not in SHOWN:
            continue
        y += 24
        out.append(_heading(y, case.name))
        walls = sorted((case.value(side.name, "wall"), side.name) for side in case.sides)
        for wall, name in walls:
            y += ROW
            out.append(_bar(y, name, wall, walls[-1][0], OURS if name.startswith(PROGRAM) else OTHERS))
    return _framed(out, y + 20)


def drawn_load(load):
    """Bars of the medians by the size of the mailbox, and in them what the server alone takes."""
    out, y = [], 10
    for case in load.cases:
        y += 24
        out.append(_heading(y, case.name))
        walls = [load.program(case, size) for size in SIZES]
        for size, wall in zip(SIZES, walls):
            y += ROW
            out.append(_bar(y, f"{size:,} messages", wall, max(walls), OURS, load.server(case, size)))
    y += 30
    out.append(_heading(y, "grey: what the server alone takes for the same commands"))
    return _framed(out, y + 20)


def adopt_load(load):
    _drawn_to("load.svg", drawn_load(load))
    table = "\n".join([report.facts(load), "", *load.table()]) + "\n\n"
    before, after = _parted(NEXT)
    _rewrite(before.partition(LARGE)[0] + LARGE_SECTION % table + NEXT + after)


def _drawn_to(name, picture):
    with open(os.path.join(ROOT, "src/main/readme", name), "w", encoding="utf-8") as out:
        out.write(picture)


def _parted(heading):
    """What stands in the README before this heading, and behind it."""
    with open(README, encoding="utf-8") as lines:
        before, found, after = lines.read().partition(heading)
    if not found:
        raise Failure(f"README.md has no {heading.strip()}")
    return before, after


def _rewrite(text):
    with open(README, "w", encoding="utf-8") as out:
        out.write(text)


def adopt(plan):
    _drawn_to("speed.svg", drawn(plan))
    table = "\n".join([report.facts(plan), "", *report.goals(plan)]) + "\n"
    before, after = _parted(LARGE)
    before, _, old = before.partition(HEADING)
    # what is said below the table is not of the measurement, and stays
    said = old[old.rfind("\n|") + 1:].partition("\n")[2] if old else "\n"
    _rewrite(before + SECTION % table + said + LARGE + after)
