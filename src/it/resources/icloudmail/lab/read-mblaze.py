"""What the mblaze tools read in each message named, as one JSON document."""
import base64, json, re, subprocess, sys


def run(*command, given=None):
    return subprocess.run(command, input=given, stdout=subprocess.PIPE, check=True).stdout


def field(file, name, given=None):
    text = run("mhdr", "-d", "-h", name, file, given=given).decode()
    return text[:-1] if text else None


def person(line):
    name, address, alone = re.fullmatch(r"(?:(.*) )?<([^<>]*)>|(\S+)", line).groups()
    if name and name[0] == name[-1] == '"':
        name = re.sub(r"\\(.)", r"\1", name[1:-1])
    elif name and "=?" in name:
        # decoded with its address, a name with brackets would be taken for one
        name = field("/dev/stdin", "subject", b"Subject: " + name.encode() + b"\n\n")
    return [name or "", address or alone]


def people(file, name):
    return [person(line) for line in run("mhdr", "-A", "-h", name, file).decode().splitlines()]


LINE = re.compile(r'^( +)(\d+): (\S+) size=\d+(?: name="(.*)")?')


def parts(file):
    within = None
    for line in run("mshow", "-t", file).decode().split("\n")[1:]:
        entry = LINE.match(line)
        if not entry:
            continue
        depth = len(entry[1]) // 2 - 1
        if within is not None and depth > within:
            continue
        within = depth if entry[3] == "message/rfc822" else None
        content = b"" if entry[3].startswith("multipart/") else run("mshow", "-O", file, entry[2])
        yield {
            "depth": depth,
            "type": entry[3],
            "name": entry[4],
            "content": base64.b64encode(content).decode(),
            "text": None,
        }


def read(file):
    return {
        "subject": field(file, "subject"),
        "note": field(file, "x-note"),
        "from": people(file, "from"),
        "to": people(file, "to"),
        "defects": [],
        "parts": list(parts(file)),
    }


json.dump([read(file) for file in sys.argv[1:]], sys.stdout)
