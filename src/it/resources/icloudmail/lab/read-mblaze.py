"""What mblaze's mhdr and mshow read of each message: a JSON object a line."""
import hashlib
import json
import re
import subprocess
import sys

PART = re.compile(r'^( +)(\d+): (\S+) size=\d+(?: name="(.*)")?$')


def run(*words):
    return subprocess.run(words, check=True, capture_output=True).stdout


def tree(rows, depth):
    """The structure of the rows that stand this deep, and deeper ones within them."""
    nodes = []
    while rows and rows[0][0] >= depth:
        _, _, kind, _ = rows.pop(0)
        inner = tree(rows, depth + 2)
        nodes.append(kind + ("(" + ",".join(inner) + ")" if kind.startswith("multipart/") else ""))
    return nodes


for file in sys.argv[1:]:
    rows = []
    for line in run("mshow", "-t", file).decode().splitlines()[1:]:
        match = PART.match(line)
        if match:
            rows.append((len(match[1]), match[2], match[3], match[4]))
    leaves = []
    nested = None
    for indent, number, kind, name in rows:
        if nested is not None and indent > nested:
            continue
        nested = indent if kind == "message/rfc822" else None
        if kind.startswith("multipart/"):
            continue
        octets = run("mshow", "-O", file, number)
        leaf = {"type": kind, "name": name, "text": None, "sha256": None}
        if kind != "message/rfc822":
            leaf["sha256"] = hashlib.sha256(octets).hexdigest()
            if name is None:
                leaf["text"] = octets.decode().replace("\r\n", "\n")
        leaves.append(leaf)
    addresses = run("mhdr", "-d", "-A", "-h", "to", file).decode().splitlines()
    to = []
    for address in addresses:
        match = re.match(r"^(?:(.*) )?<(.*)>$", address)
        name, spec = match.groups() if match else (None, address)
        # it is printed in quotes, and what was quoted within it stands without a backslash
        to.append([re.sub(r'^"(.*)"$', r"\1", name or ""), spec])
    print(
        json.dumps(
            {
                "subject": run("mhdr", "-d", "-h", "subject", file).decode().rstrip("\n"),
                "to": to,
                "structure": tree(rows, rows[0][0])[0],
                "leaves": leaves,
                "defects": [],
            }
        )
    )
