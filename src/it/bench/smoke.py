"""Whether nothing has become about twice as dear.

CPU time is judged, of the run that took least, since noise only adds to that; and round trips,
which noise does not touch. What is above its bound is measured once more.
"""
from dataclasses import dataclass


@dataclass
class Bound:
    """CPU time at most `cpu` times that of the peer; at most so many round trips."""

    case: str
    peer: str
    cpu: float
    trips: int = 0
    protocol: str = "imap"


# the empty JVM, of the first case, is the measure of what Java takes on this machine
EMPTY = "--version"
BOUNDS = (
    Bound("--version", "", 4.0),
    Bound("check --help", "", 13.0),
    Bound("check at 40 ms", "", 32.0, 6),
    Bound("list at 40 ms", "", 38.0, 7),
    Bound("send 1 kB at 40 ms", "", 40.0, 10, "smtp"),
    Bound("send 1 kB at 40 ms", "", 40.0, 9, "imap"),
    Bound("backup of 500 x 20 kB at 0 ms in memory", "mbsync", 36.0),
)


def judge(plan):
    """0 where all is within its bound."""
    cases = {case.name: case for case in plan.cases}
    failed = 0
    for bound in BOUNDS:
        case = cases[bound.case]
        for program in plan.programs:
            reference = (case, bound.peer) if bound.peer else (cases[EMPTY], program.empty)
            cpu = _ratio(case, program, reference)
            if cpu > bound.cpu:
                case.measure()
                cpu = _ratio(case, program, reference)
            failed += not _told(f"{bound.case}: CPU time of {reference[1]}, times", cpu, bound.cpu)
            if bound.trips:
                trips = case.value(program.name, bound.protocol)
                failed += not _told(f"{bound.case}: round trips by {bound.protocol.upper()}", trips, bound.trips)
    return 1 if failed else 0


def _ratio(case, program, reference):
    return case.value(program.name, "cpu", min) / reference[0].value(reference[1], "cpu", min)


def _told(what, value, most):
    holds = value <= most
    print(f"{'ok  ' if holds else 'SLOW'} {what}: {value:.1f}, at most {most:g}")
    return holds
