"""The commands of the other programs, over a line, with the configuration that they need."""
import os
import sys

from timing import Side, environment


class Peers:
    def __init__(self, lab, work):
        self.lab, self.work = lab, work
        self.ca, self.password = lab.settings["LAB_CA"], lab.settings["LAB_PASSWORD"]

    def _write(self, name, text):
        file = os.path.join(self.work, name)
        with open(file, "w", encoding="ascii") as out:
            out.write(text)
        os.chmod(file, 0o600)
        return file

    def floor(self, line, *words):
        port = line.ports["smtp" if words[0] == "send" else "imap"]
        return Side("floor", [f"{self.lab.scripts}/lab-floor", *words],
                    env={**environment(), **self.lab.settings, "LAB_PORT": port, "LAB_USER": "bench"})

    def server(self, line, size, *commands):
        """What the server alone takes."""
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "server.py")
        return Side(f"server, {size:,}", [sys.executable, script, line.ports["imap"], self.ca, "bench", self.password, *commands])

    def _curl_reads(self, line, path, command):
        rc = self._write("curl.imap", f'silent\nshow-error\ncacert = "{self.ca}"\nuser = "bench:{self.password}"\n')
        return Side("curl", ["curl", "-K", rc, f"imaps://localhost:{line.ports['imap']}/{path}", "-X", command])

    def curl_counts(self, line):
        return self._curl_reads(line, "", "STATUS INBOX (UNSEEN)")

    def curl_lists(self, line, messages):
        """curl is told how many messages there are; it cannot find out and use it in one run."""
        return self._curl_reads(line, "INBOX", f"FETCH {messages - 19}:* (UID FLAGS INTERNALDATE ENVELOPE)")

    def curl_sends(self, line, message):
        port = line.ports["smtp"]
        rc = self._write(f"curl.smtp.{port}", f"""silent
show-error
cacert = "{self.ca}"
user = "alice@icloud.com:{self.password}"
ssl-reqd
url = "smtp://localhost:{port}/localhost"
mail-from = "alice@icloud.com"
mail-rcpt = "bob@icloud.com"
""")
        return Side("curl", ["curl", "-K", rc, "-T", message])

    def fetchmail(self, line):
        port = line.ports["imap"]
        rc = self._write(f"fetchmailrc.{port}", f"""set invisible
poll localhost protocol imap port {port} auth password timeout 60
  user "bench" password "{self.password}" ssl sslcertck sslcertfile "{self.ca}" sslproto "TLS1.2+"
  folder INBOX keep
""")
        # 1 is no mail
        return Side("fetchmail", ["fetchmail", "-c", "-f", rc, "--pidfile", os.path.join(self.work, "pid")],
                    env=environment(FETCHMAILHOME=self.work), ok=(0, 1))

    def msmtp(self, line, message):
        port = line.ports["smtp"]
        rc = self._write(f"msmtprc.{port}", f"""account default
host localhost
port {port}
auth plain
tls on
tls_starttls on
tls_trust_file {self.ca}
user alice@icloud.com
password {self.password}
from alice@icloud.com
""")
        return Side("msmtp", ["msmtp", "-C", rc, "bob@icloud.com"], stdin=message)

    def mbsync(self, line, folder, target):
        """With mbsync's own default, every file is synced."""
        port = line.ports["imap"]
        rc = self._write(f"mbsyncrc.{port}.{folder}.{target.strip('/').replace('/', '-')}", f"""IMAPStore far
Host localhost
Port {port}
User bench
Pass {self.password}
SSLType IMAPS
SystemCertificates no
CertificateFile {self.ca}

MaildirStore near
Path {target}/
Inbox {target}/INBOX
SubFolders Verbatim

Channel lab
Far :far:
Near :near:
Patterns {folder}
Create Near
Sync Pull
SyncState *
""")
        return Side("mbsync", ["mbsync", "-q", "-c", rc, "lab"], env=environment(HOME=self.work))
