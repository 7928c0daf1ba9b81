"""The results in Markdown and JSON."""
import json
import os
import platform
import re
import time

from cases import FLAT
from program import PROGRAM


def verdict(value, goal):
    if goal.stretch is not None and value <= goal.stretch:
        return "stretch"
    return "yes" if value <= goal.target else "**no**"


def number(value):
    return f"{value:.0f}" if value >= 20 else f"{value:.2f}"


def larger(case):
    """The most that a larger mailbox costs, as so many times the smallest."""
    walls = [case.value(side.name, "wall") for side in case.sides]
    return max(walls[:len(walls) // 2]) / walls[0]


def flatness(case):
    """The most that a larger mailbox costs, as so many times the smallest, without what it costs the server."""
    walls = [case.value(side.name, "wall") for side in case.sides]
    ours, server = walls[:len(walls) // 2], walls[len(walls) // 2:]
    return max((mine - (its - server[0])) / ours[0] for mine, its in zip(ours[1:], server[1:]))


def goals(plan):
    programs = plan.programs
    heads = " | ".join(f"Java {program.jdk} | holds" for program in programs)
    rows = [f"| | at most | stretch | {heads} |", "|---|" + "---|" * (2 + 2 * len(programs))]
    for goal in plan.goals:
        cells = []
        for program in programs:
            value = goal.of(program)
            cells += [number(value), verdict(value, goal)]
        stretch = "" if goal.stretch is None else f"{goal.stretch:g}"
        rows.append(f"| {goal.what} | {goal.target:g} | {stretch} | {' | '.join(cells)} |")
    for name, cases in plan.flat.items():
        for what, value in (("", larger), (", less what the server alone takes more", flatness)):
            cells = []
            for case in cases:
                cells += [number(value(case)), "yes" if value(case) <= FLAT else "**no**"]
            rows.append(f"| `{name}` of 200,000 or 10,000 : of 20 messages{what} | {FLAT:g} | | {' | '.join(cells)} |")
    return rows


def medians(plan):
    rows = ["| case | client | wall, s | least .. most | CPU, s | RSS, MB | round trips |", "|---|---|---|---|---|---|---|"]
    for case in plan.cases:
        for side in case.sides:
            walls = [run["wall"] for run in case.results[side.name]]
            trips = [f"{case.value(side.name, protocol):g} {protocol.upper()}" for protocol in ("smtp", "imap")
                     if case.value(side.name, protocol) is not None]
            rows.append(f"| {case.name} | {side.name} | {case.value(side.name, 'wall'):.3f} | {min(walls):.3f} .. {max(walls):.3f} "
                        f"| {case.value(side.name, 'cpu'):.3f} | {case.value(side.name, 'rss'):.0f} | {', '.join(trips)} |")
    return rows


def _first(file, pattern, otherwise):
    try:
        with open(file, encoding="utf-8") as lines:
            found = re.search(pattern, lines.read(), re.MULTILINE)
    except OSError:
        return otherwise
    return found[1].strip() if found else otherwise


def facts(plan):
    """The machine and the run, in a sentence."""
    system = _first("/etc/os-release", r'^PRETTY_NAME="?([^"\n]+)', platform.system())
    processor = _first("/proc/cpuinfo", r"^model name\s*: (.+)$", platform.machine())
    runs = sorted({len(figures) for case in plan.cases for figures in case.results.values()})
    counts = f"{runs[0]} to {runs[-1]}" if len(runs) > 1 else str(runs[0])
    javas = " and ".join(program.version for program in plan.programs)
    kept = f"; {plan.kept} of {len(plan.cases)} cases are of a run before" if plan.kept else ""
    return (f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores ({processor}), {system}, Java {javas}; "
            f"medians of {counts} runs by turns, servers, lines and clients on the same machine{kept}.")


def earlier(directory):
    """The results of the run before this one, by the names of the cases."""
    try:
        with open(os.path.join(directory, "results.json"), encoding="utf-8") as lines:
            return json.load(lines)
    except OSError:
        return {}


def write(plan, directory):
    os.makedirs(directory, exist_ok=True)
    with open(os.path.join(directory, "results.json"), "w", encoding="utf-8") as out:
        json.dump({case.name: case.results for case in plan.cases}, out, indent=1)
    with open(os.path.join(directory, "results.md"), "w", encoding="utf-8") as out:
        out.write("\n".join([f"# {PROGRAM} and its peers", "", facts(plan), "", *goals(plan), "", *medians(plan)]) + "\n")
