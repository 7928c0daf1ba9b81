"""What is measured, and the goals: at most so many times what a peer takes in the same run."""
import os
import statistics
from dataclasses import dataclass

from lab import Line, clear, memory
from timing import Case

BIG = 15 * 1024 * 1024
FLAT = 1.15


def backups(place):
    """Where the backups of this run lie."""
    return os.path.join(place, f"icloud-mail-bench-{os.getpid()}")


@dataclass
class Goal:
    """A figure of icloud-mail against one of the same case, or, without a peer, in MB.

    peer: a side's name; one made for a JDK holds {jdk}
    """

    what: str
    case: Case
    peer: str | None
    target: float
    stretch: float | None = None
    figure: str = "wall"
    suffix: str = ""

    def of(self, program, estimate=statistics.median):
        value = self.case.value(program.name + self.suffix, self.figure, estimate)
        if self.peer is None:
            return value
        return value / self.case.value(self.peer.format(jdk=program.jdk), self.figure, estimate)


class Plan:
    """All cases in the order in which they run, and the goals that are read from them."""

    def __init__(self, lab, peers, programs, work, smoke):
        self.lab, self.peers, self.programs, self.work, self.smoke = lab, peers, programs, work, smoke
        self.messages = 500 if smoke else 5000
        self.cases, self.goals, self.flat, self.kept = [], [], {}, 0
        lab.seed("INBOX", self.messages, "20k")
        near, far = Line(lab, 0), Line(lab, 40)
        self._starts()
        for line in [far] if smoke else [near, far, Line(lab, 100)]:
            self._checks(line)
            self._lists(line)
            self._sends(line)
        self._backups(near, memory(), "in memory", 1.9, 1.2)
        if not smoke:
            self._sends_much(far)
            self._backups(far, memory(), "in memory", 1.6, 1.0)
            self._backups(near, self.work, "on disk", 1.0, 0.5)
            self._mailboxes(near)

    def only(self, text, earlier):
        """The cases whose name holds this are to be measured; of the others there may be earlier results."""
        for case in self.cases:
            if text not in case.name:
                before = earlier.get(case.name, {})
                case.results = before if all(side.name in before for side in case.sides) else {}
        self.cases = [case for case in self.cases if text in case.name or case.results]
        self.kept = sum(text not in case.name for case in self.cases)
        self.goals = [goal for goal in self.goals if goal.case in self.cases]
        self.flat = {name: cases for name, cases in self.flat.items() if all(case in self.cases for case in cases)}

    def _case(self, *arguments, **more):
        case = Case(*arguments, **more)
        self.cases.append(case)
        return case

    def _ours(self, line, *words, **more):
        return [program.side(line, *words, **more) for program in self.programs]

    def _floors(self, line, *words, **more):
        return [program.floor_side(line, *words, **more) for program in self.programs]

    def _starts(self):
        for name, words, target, stretch in (
                ("--version", ["--version"], 1.6, 1.3), ("check --help", ["check", "--help"], 2.5, 2.0)):
            sides = self._ours(None, *words)
            for program in self.programs:
                sides += program.empty_sides()
            case = self._case(name, sides, runs=11 if self.smoke else 21)
            self.goals.append(Goal(f"`{name}` : an empty JVM", case, "empty JVM {jdk}", target, stretch))

    def _checks(self, line):
        case = self._case(
            f"check at {line.rtt} ms",
            [*self._ours(line, "check", "--count"), self.peers.fetchmail(line), self.peers.curl_counts(line),
             self.peers.floor(line, "status"), *self._floors(line, "status")],
            runs=7 if self.smoke else 15, line=line)
        targets = {40: (1.35, 1.0), 100: (1.0, 0.8)}
        if line.rtt:
            self.goals.append(Goal(f"`check` at {line.rtt} ms : fetchmail -c", case, "fetchmail", *targets[line.rtt]))
        else:
            self.goals.append(Goal("`check`: peak RSS, MB", case, None, 80, 50, "rss"))

    def _lists(self, line):
        case = self._case(
            f"list at {line.rtt} ms",
            [*self._ours(line, "list"), self.peers.curl_lists(line, self.messages), self.peers.floor(line, "list"),
             *self._floors(line, "list")],
            runs=7 if self.smoke else 15, line=line)
        targets = {40: (1.3, 1.0), 100: (1.0, 0.8)}
        if line.rtt:
            self.goals.append(Goal(f"`list` at {line.rtt} ms : curl", case, "curl", *targets[line.rtt]))

    def _message(self, name, lines):
        file = os.path.join(self.work, name)
        if not os.path.exists(file):
            with open(file, "w", encoding="ascii", newline="\r\n") as out:
                out.write("From: Alice <alice@icloud.com>\nTo: Bob <bob@icloud.com>\nSubject: a measured message\n"
                          "Date: Mon, 01 Jun 2026 10:00:00 +0000\nMessage-ID: <measured@lab.example>\n\n")
                out.writelines(lines)
        return file

    def _empty(self):
        self.lab.empty("bob")
        self.lab.empty("alice", "Sent Messages")

    def _send_sides(self, line, message):
        return [*self._ours(line, "send", "--raw", message, "-q", user="alice"),
                *self._ours(line, "send", "--raw", message, "-q", "--no-copy", user="alice", suffix=", no copy"),
                self.peers.msmtp(line, message), self.peers.curl_sends(line, message),
                self.peers.floor(line, "send", message), *self._floors(line, "send", message, user="alice@icloud.com")]

    def _sends(self, line):
        message = self._message("small.eml", ["A line of text that makes up this message, and a few words more.\n"] * 13)
        case = self._case(f"send 1 kB at {line.rtt} ms", self._send_sides(line, message), runs=7 if self.smoke else 11,
                          line=line, before=self._empty, check=lambda: self.lab.arrived("bob"))
        if line.rtt == 40:
            self.goals.append(Goal("`send` 1 kB at 40 ms, copy filed : msmtp, none filed", case, "msmtp", 1.5, 1.2))

    def _sends_much(self, line):
        body = (os.urandom(57).hex()[:76] + "\n" for _ in range(BIG * 4 // 3 // 76))
        message = self._message("big.eml", body)
        case = self._case(f"send 15 MB at {line.rtt} ms", self._send_sides(line, message), runs=11, line=line,
                          before=self._empty, check=lambda: self.lab.arrived("bob", 30))
        self.goals.append(Goal("`send` 15 MB at 40 ms, no copy : msmtp", case, "msmtp", 1.0, suffix=", no copy"))
        self.goals.append(Goal("`send` 15 MB at 40 ms, no copy : curl", case, "curl", 1.0, suffix=", no copy"))
        self.goals.append(Goal("`send` 15 MB at 40 ms, copy filed : msmtp, none filed", case, "msmtp", 1.0))

    def _backups(self, line, place, where, target, stretch):
        directory = backups(place)

        def count():
            return sum(1 for at, _, names in os.walk(directory) if os.path.basename(at) in ("cur", "new", "floor") for _ in names)

        floors = self._floors(line, "backup", directory + "/floor") if where == "in memory" else []
        sides = self._ours(line, "fetch", "in:inbox", "--as", "maildir", "--new", "-q", "-o", directory + "/mail")
        case = self._case(
            f"backup of {self.messages:,} x 20 kB at {line.rtt} ms {where}",
            [*sides, self.peers.mbsync(line, "INBOX", directory), *floors], runs=5 if self.smoke else 11,
            line=line, before=lambda: clear(directory), check=lambda: count() == self.messages)
        self.goals.append(Goal(f"{case.name} : mbsync", case, "mbsync", target, stretch))
        if where == "in memory" and not line.rtt:
            self.goals.append(Goal("backup: peak RSS, MB", case, None, 150, None, "rss"))

    def _mailboxes(self, line):
        sizes = {"Little": 20, "Middle": 10_000, "Large": 200_000}

        def fill():
            for folder, messages in sizes.items():
                if not self.lab.messages("bench", folder):
                    self.lab.multiply(folder, messages)
                    # the server reads the directory of a new mailbox first
                    self.programs[0].use(line, "list", f"in:{folder}", "--timeout", "300s")

        examine, status = "EXAMINE {0}", "STATUS {0} (MESSAGES)"
        newest = "FETCH {1}:{2} (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[HEADER.FIELDS (DATE FROM TO SUBJECT)])"
        message = "UID FETCH 20 (UID FLAGS INTERNALDATE RFC822.SIZE BODY.PEEK[])"
        for name, words, commands in (
                ("check", ["check", "-q"], [status]), ("list", ["list"], [examine, newest]),
                ("fetch of one", ["fetch", "20"], [examine, message])):
            for program in self.programs:
                sides = [program.side(line, *words, f"in:{folder}", suffix=f", {size:,}") for folder, size in sizes.items()]
                sides += [self.peers.server(line, size, *(command.format(folder, size - 19, size) for command in commands))
                          for folder, size in sizes.items()]
                case = self._case(f"{name} by mailbox size, Java {program.jdk}", sides, runs=15, prepare=fill)
                self.flat.setdefault(name, []).append(case)
