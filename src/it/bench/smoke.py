"""Whether nothing has become twice as dear.

Judged are the processor's time and the time that passes, of the run that took least, since noise
only adds to that, as so many times what a Java program takes that does no more than it must on the
same machine; and round trips, which noise does not touch. A bound lies at about 1.7 times what was
measured when it was set. What is above it is measured once more.
"""
from dataclasses import dataclass


@dataclass
class Bound:
    """At most so many times the processor's time, and the time, of the other; at most so many round trips.

    cpu, wall: for Java 17, and for those that are newer
    """

    case: str
    cpu: tuple
    wall: tuple
    imap: int = 0
    smtp: int = 0


BOUNDS = (
    Bound("--version", (2.1, 2.1), (2.1, 2.1)),
    Bound("check --help", (6.3, 7.3), (5.0, 6.3)),
    Bound("check at 40 ms", (2.4, 2.4), (1.9, 1.9), imap=6),
    Bound("list at 40 ms", (2.8, 2.8), (2.0, 2.0), imap=7),
    Bound("send 1 kB at 40 ms", (2.8, 2.8), (2.0, 2.0), imap=9, smtp=10),
    Bound("backup of 500 x 20 kB at 0 ms in memory", (2.3, 2.3), (2.1, 2.1)),
)


def judge(plan):
    """0 where all is within its bound."""
    cases = {case.name: case for case in plan.cases}
    judged = [_within(bound, cases[bound.case], program) for bound in BOUNDS for program in plan.programs]
    return 0 if all(judged) else 1


def _within(bound, case, program):
    figures = _figures(bound, case, program)
    if any(value > most for _, value, most in figures):
        case.measure()
        figures = _figures(bound, case, program)
    for what, value, most in figures:
        print(f"{'ok  ' if value <= most else 'SLOW'} {bound.case}, Java {program.jdk}: {what} {value:.2f}, at most {most:g}")
    return all(value <= most for _, value, most in figures)


def _figures(bound, case, program):
    other = program.floor if program.floor in case.results else program.lean
    newer = program.jdk != "17"
    figures = [(f"{figure} of {other}, times", _ratio(case, program.name, other, figure), most[newer])
               for figure, most in (("cpu", bound.cpu), ("wall", bound.wall))]
    return figures + [(f"{protocol} round trips", case.value(program.name, protocol), most)
                      for protocol, most in (("imap", bound.imap), ("smtp", bound.smtp)) if most]


def _ratio(case, ours, other, figure):
    return case.value(ours, figure, min) / case.value(other, figure, min)
