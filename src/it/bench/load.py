"""What commands cost by the size of the mailbox, up to a million messages, with the heap that the launcher gives."""
import os

from lab import Line, clear
from timing import Case

SIZES = (100, 10_000, 1_000_000)
SLICE = 100
_FIELDS = "(UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE FROM TO SUBJECT)])"
_EXAMINE = "EXAMINE {folder}"
_QUERY = "from:taro@example.net"


def folder(size):
    return f"Of{size}"


class Load:
    """For each command a side for each size, and one for what the server alone takes for the same."""

    def __init__(self, lab, peers, programs, work):
        lab.unbounded()
        self.kept = 0
        self.lab, self.peers, self.programs, self.line = lab, peers, programs, Line(lab, 0)
        place = os.path.join(work, "slice")
        self.cases = [
            self._case("check -q is:unread", ["check", "-q", "is:unread"], "STATUS {folder} (UNSEEN)"),
            self._case("list", ["list"], _EXAMINE, "FETCH {newest}:{size} " + _FIELDS),
            self._case(f"list {_QUERY}", ["list", _QUERY], _EXAMINE, f"UID SEARCH FROM {_QUERY.split(':')[1]}"),
            self._case(f"fetch of the newest {SLICE}", ["fetch", "{slice}:{size}", "--as", "maildir", "-q", "-o", place],
                       _EXAMINE, "UID FETCH {slice}:{size} (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])",
                       before=lambda: clear(place)),
        ]

    def _case(self, name, words, *commands, **more):
        def said(templates, size):
            return [each.format(folder=folder(size), size=size, newest=size - 19, slice=size - SLICE + 1) for each in templates]

        sides = [program.side(self.line, *said(words, size), f"in:{folder(size)}", suffix=f", {size:,}")
                 for program in self.programs for size in SIZES]
        sides += [self.peers.server(self.line, size, *said(commands, size)) for size in SIZES]
        return Case(name, sides, runs=5, prepare=self._fill, **more)

    def _fill(self):
        for size in SIZES:
            if not os.path.isdir(self.lab.maildir("bench", folder(size))):
                self.lab.multiply(folder(size), size)
                # the server reads the directory of a new mailbox first, and for a first search all headers
                for words in (["list"], ["list", _QUERY]):
                    self.programs[0].use(self.line, *words, f"in:{folder(size)}", "--timeout", "600s")

    def measure(self):
        for case in self.cases:
            print(case.name, flush=True)
            case.measure()

    def program(self, case, size, figure="wall"):
        return case.value(f"{self.programs[0].name}, {size:,}", figure)

    def server(self, case, size):
        """Seconds that the server alone takes."""
        return case.value(f"server, {size:,}", "wall")

    def table(self):
        rows = ["| | " + " | ".join(f"of {size:,}" for size in SIZES) + " | of this the server alone | peak RSS, MB |",
                "|---|" + "---|" * (len(SIZES) + 2)]
        for case in self.cases:
            walls = [f"{self.program(case, size):.2f} s" for size in SIZES]
            rss = max(self.program(case, size, "rss") for size in SIZES)
            rows.append(f"| `{case.name}` | {' | '.join(walls)} | {self.server(case, SIZES[-1]):.2f} s | {rss:.0f} |")
        return rows
