"""icloud-mail as it is packaged, and Java programs that do nothing, or nothing else, for each JDK."""
import os
import re
import time

from timing import Failure, Side, environment, quietly

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
LAUNCHER = os.path.join(ROOT, "target/icloud-mail/bin/icloud-mail")
PROGRAM = "icloud-mail"
# those of the launcher that have no Java start slower than it must
LEAN = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData", "-Xshare:auto", "-Xmx64m"]


class Program:
    def __init__(self, java_home, lab, work):
        self.java_home, self.lab = os.path.realpath(java_home), lab
        self.java = os.path.join(self.java_home, "bin/java")
        with open(os.path.join(self.java_home, "release"), encoding="utf-8") as release:
            self.version = re.search(r'^JAVA_VERSION="([^"]+)"', release.read(), re.MULTILINE)[1]
        self.jdk = self.version.split(".")[0]
        self.name = f"{PROGRAM} on {self.jdk}"
        self.empty = f"empty JVM {self.jdk}"
        self.lean = f"empty JVM {self.jdk}, same flags"
        self.floor = f"bare Java {self.jdk}"
        self.home = os.path.join(work, f"home-{self.jdk}")
        self.classes = os.path.join(work, f"empty-{self.jdk}")

    def prepare(self):
        """Has the archive of classes made, as the first run does aside, and waits for it."""
        os.makedirs(self.home)
        os.makedirs(self.classes)
        source = os.path.join(self.classes, "Empty.java")
        with open(source, "w", encoding="ascii") as out:
            out.write("public class Empty { public static void main(String[] a) { } }\n")
        floor = os.path.join(os.path.dirname(os.path.abspath(__file__)), "Floor.java")
        quietly(os.path.join(self.java_home, "bin/javac"), "-d", self.classes, source, floor)
        quietly(LAUNCHER, "--version", env=self.environment())
        cache = os.path.join(self.home, ".cache")
        deadline = time.monotonic() + 60
        while any(name.endswith(".making") for _, names, _ in os.walk(cache) for name in names):
            if time.monotonic() > deadline:
                raise Failure("no archive of classes is made")
            time.sleep(0.1)

    def environment(self, line=None, user="bench"):
        servers = {} if line is None else {
            "ICLOUD_MAIL_LOGIN": f"{user}@icloud.com",
            "ICLOUD_MAIL_PASSWORD": self.lab.settings["LAB_PASSWORD"],
            "ICLOUD_MAIL_LOCAL_SERVERS":
                f"imap={line.ports['imap']} smtp={line.ports['smtp']} ca={self.lab.settings['LAB_CA']}",
        }
        return environment(HOME=self.home, JAVA_HOME=self.java_home, **servers)

    def side(self, line, *words, user="bench", stdin="/dev/null", suffix=""):
        return Side(self.name + suffix, [LAUNCHER, *words], env=self.environment(line, user), stdin=stdin)

    def empty_sides(self):
        command = ["-cp", self.classes, "Empty"]
        return [Side(self.empty, [self.java, *command]), Side(self.lean, [self.java, *LEAN, *command])]

    def floor_side(self, line, *words, user="bench"):
        """What Java takes that speaks the fewest commands and minds nothing."""
        port = line.ports["smtp" if words[0] == "send" else "imap"]
        settings = self.lab.settings
        return Side(self.floor, [self.java, *LEAN, "-cp", self.classes, "Floor", *words],
                    env=environment(LAB_PORT=port, LAB_CA=settings["LAB_CA"], LAB_USER=user, LAB_PASSWORD=settings["LAB_PASSWORD"]))

    def use(self, line, *words):
        """Runs it once, for what it leaves behind."""
        quietly(LAUNCHER, *words, env=self.environment(line))
