"""The picture and the section of the README, both from the results."""
import os

import report
from program import PROGRAM, ROOT
from timing import Failure

SHOWN = ("check at 40 ms", "list at 40 ms", "send 1 kB at 40 ms", "backup of 5,000 x 20 kB at 0 ms on disk")
WIDTH, LEFT, BAR, ROW = 847, 190, 500, 20
OURS, OTHERS = "#2f81f7", "#8b949e"
HEADING, NEXT = "## How fast it is\n", "## Troubleshooting\n"
SECTION = f"""{HEADING}
![Times of icloud-mail and of other programs, side by side](src/main/readme/speed.svg)

`python3 src/it/bench --readme` measures the packaged program against others on real servers, over lines of 0, 40 and 100 ms, and writes
this section and the picture. A value is the time of icloud-mail, as so many times that of the program behind the colon in the same run.

%s"""


def drawn(plan):
    """Bars of the medians, each case in a scale of its own, shortest first."""
    out, y = [], 10
    for case in plan.cases:
        if case.name not in SHOWN:
            continue
        y += 24
        out.append(f"<text x='16' y='{y}' font-weight='bold'>{case.name}</text>")
        walls = sorted((case.value(side.name, "wall"), side.name) for side in case.sides)
        for wall, name in walls:
            y += ROW
            length = max(1.0, BAR * wall / walls[-1][0])
            colour = OURS if name.startswith(PROGRAM) else OTHERS
            out.append(f"<text x='{LEFT - 8}' y='{y}' text-anchor='end'>{name}</text>"
                       f"<rect x='{LEFT}' y='{y - 11}' width='{length:.1f}' height='14' fill='{colour}'/>"
                       f"<text x='{LEFT + length + 6:.1f}' y='{y}'>{wall:.2f} s</text>")
    height = y + 20
    return "\n".join([
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{WIDTH}' height='{height}' viewBox='0 0 {WIDTH} {height}'>",
        f"<rect width='{WIDTH}' height='{height}' rx='8' fill='#0d1117'/>",
        "<g font-family='ui-sans-serif, system-ui, \"DejaVu Sans\", sans-serif' font-size='13' fill='#e6edf3'>",
        *out, "</g>", "</svg>", ""])


def adopt(plan):
    with open(os.path.join(ROOT, "src/main/readme/speed.svg"), "w", encoding="utf-8") as out:
        out.write(drawn(plan))
    readme = os.path.join(ROOT, "README.md")
    with open(readme, encoding="utf-8") as lines:
        text = lines.read()
    table = "\n".join([report.facts(plan), "", *report.goals(plan)]) + "\n"
    if NEXT not in text:
        raise Failure(f"README.md has no {NEXT.strip()}, before which the section belongs")
    before, after = text.split(NEXT)
    before, _, old = before.partition(HEADING)
    # what is said below the table is not of the measurement, and stays
    said = old[old.rfind("\n|") + 1:].partition("\n")[2] if old else "\n"
    text = before + SECTION % table + said + NEXT + after
    with open(readme, "w", encoding="utf-8") as out:
        out.write(text)
