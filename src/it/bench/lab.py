"""Dovecot and Postfix of ../shared/lab, the mail in them, and lines of some length to them."""
import json
import os
import re
import shutil
import subprocess
import time

from timing import quietly


class Line:
    """The ports of both servers over a line with this round trip; 0 is the servers themselves."""

    def __init__(self, lab, rtt):
        self.rtt = rtt
        self.counts = {}
        self.ports = {}
        for protocol in ("imap", "smtp"):
            port = lab.settings[f"LAB_{protocol.upper()}_PORT"]
            if rtt:
                count = f"{lab.directory}/log/{protocol}-{rtt}.json"
                open(count, "w").close()
                self.counts[protocol] = count
                port = lab.script("lab-bg", f"{protocol}-{rtt}", f"{lab.scripts}/delayproxy", "0", port, str(rtt),
                                  "--count", count).strip()
            self.ports[protocol] = port

    def forget(self):
        for count in self.counts.values():
            os.truncate(count, 0)

    def counted(self):
        """Round trips on the critical path of each protocol's connection, as the proxy counts them."""
        if not self.counts:
            return {}
        deadline = time.monotonic() + 2
        # a connection is counted when it is closed, on both sides
        while time.monotonic() < deadline and not any(map(os.path.getsize, self.counts.values())):
            time.sleep(0.02)
        time.sleep(self.rtt / 1000 + 0.1)
        figures = {}
        for protocol, count in self.counts.items():
            with open(count, encoding="ascii") as lines:
                connections = [json.loads(line) for line in lines]
            if connections:
                figures[protocol] = max(connection["rtts"] for connection in connections)
        return figures


class Lab:
    """Starts with the first of `with`, stops with its end."""

    def __init__(self, scripts):
        self.scripts = os.path.abspath(scripts)
        self.settings = {}

    def __enter__(self):
        # in memory, so that what the servers write costs the same in each run
        outcome = subprocess.run([f"{self.scripts}/lab-up"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True,
                                 env={**os.environ, "TMPDIR": memory()}, check=True)
        self.settings = dict(re.findall(r"(LAB_\w+)='([^']*)'", outcome.stdout))
        return self

    def __exit__(self, *_):
        self.script("lab-down")

    @property
    def directory(self):
        return self.settings["LAB_DIR"]

    def script(self, name, *arguments):
        return quietly(f"{self.scripts}/{name}", *arguments, env={**os.environ, **self.settings})

    def seed(self, folder, messages, size="0"):
        """Well-formed messages for the user bench."""
        self.script("lab-seed", "--user", "bench", "--folder", folder, "--clean", str(messages), size)

    def multiply(self, folder, messages):
        """As many small messages: some hundred, under many names."""
        few = 200
        self.seed(folder, min(few, messages))
        place = self.maildir("bench", folder) + "/cur"
        names = sorted(os.listdir(place))
        for number in range(few, messages):
            name = names[number % few]
            stamp, rest = name.split(".", 1)
            os.link(f"{place}/{name}", f"{place}/{int(stamp) + number}.M{number:06d}P2.{rest.split('.', 1)[1]}")

    def unbounded(self):
        """Lets the server have the memory that a million messages take it."""
        configuration = f"{self.directory}/dovecot/dovecot.conf"
        with open(configuration, "a", encoding="ascii") as out:
            out.write("default_vsz_limit = 4G\n")
        quietly("doveadm", "-c", configuration, "reload")

    def maildir(self, user, folder="INBOX"):
        base = f"{self.directory}/mail/{user}"
        return f"{base}/inbox" if folder == "INBOX" else f"{base}/folders/{folder}"

    def messages(self, user, folder="INBOX"):
        place = self.maildir(user, folder)
        return [f"{place}/{sub}/{name}" for sub in ("new", "cur") if os.path.isdir(f"{place}/{sub}")
                for name in os.listdir(f"{place}/{sub}")]

    def empty(self, user, folder="INBOX"):
        for file in self.messages(user, folder):
            os.remove(file)

    def arrived(self, user, seconds=10):
        """Whether a message comes; Postfix delivers after it has said that it took it."""
        deadline = time.monotonic() + seconds
        while not self.messages(user):
            if time.monotonic() > deadline:
                return False
            time.sleep(0.02)
        return True


def memory():
    """A directory in memory, where there is one."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"


def clear(directory):
    shutil.rmtree(directory, ignore_errors=True)
    os.makedirs(directory)
