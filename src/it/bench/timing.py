"""Runs commands as whole processes, taking turns, and keeps what each run took."""
import os
import resource
import statistics
import subprocess
import tempfile
import time
from dataclasses import dataclass, field


class Failure(Exception):
    """A command that did not do what is measured; its time would mean nothing."""


@dataclass
class Side:
    """One of those that are compared.

    command: what runs; env: its whole environment, None for this one's
    stdin:   a file that it reads; ok: exit codes that are no failure
    """

    name: str
    command: list
    env: dict | None = None
    stdin: str = "/dev/null"
    ok: tuple = (0,)


@dataclass
class Case:
    """What the sides all do. prepare is called once, before and check around each run; none is timed.

    line: a lab.Line whose round trips are counted, None where there is none
    """

    name: str
    sides: list
    runs: int = 11
    line: object = None
    prepare: object = None
    before: object = None
    check: object = None
    results: dict = field(default_factory=dict)

    def measure(self):
        """One round that does not count, then the others; each round begins with another side."""
        if self.prepare:
            self.prepare()
        for turn in range(self.runs + 1):
            order = self.sides[turn % len(self.sides):] + self.sides[:turn % len(self.sides)]
            for side in order:
                figures = self._run(side)
                if turn > 0:
                    self.results.setdefault(side.name, []).append(figures)

    def _run(self, side):
        if self.before:
            self.before()
        if self.line:
            self.line.forget()
        figures = run(side)
        if self.check and not self.check():
            raise Failure(f"{self.name}: {side.name} did not do it")
        if self.line:
            figures.update(self.line.counted())
        return figures

    def value(self, side, figure, estimate=statistics.median):
        """Over the runs: wall or cpu (seconds), rss (MB), imap or smtp (round trips)."""
        values = [run[figure] for run in self.results[side] if run.get(figure) is not None]
        return estimate(values) if values else None


def run(side):
    """Wall and CPU time in seconds, the largest resident set in MB."""
    with tempfile.NamedTemporaryFile() as peak, open(side.stdin, "rb") as stdin, tempfile.TemporaryFile() as err:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        # time(1) starts it from a small process, so that the peak is its own
        code = subprocess.call(["/usr/bin/time", "-q", "-f", "%M", "-o", peak.name, *side.command], env=side.env,
                               stdin=stdin, stdout=subprocess.DEVNULL, stderr=err)
        wall = time.perf_counter() - start
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if code not in side.ok:
            err.seek(0)
            raise Failure(f"{side.name} {' '.join(side.command)}: exit code {code}\n{err.read().decode(errors='replace')}")
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return {"wall": wall, "cpu": cpu, "rss": int(open(peak.name).read().split()[-1]) / 1024}


def quietly(*command, **more):
    """Runs what prepares a measurement."""
    done = subprocess.run(command, capture_output=True, text=True, **more)
    if done.returncode:
        raise Failure(f"{' '.join(command)}: exit code {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def environment(**more):
    return {"PATH": os.environ["PATH"], **more}
