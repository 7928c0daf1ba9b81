"""What Python's email package reads in each message named, as one JSON document."""
import base64, email, email.policy, json, sys
from email.header import decode_header, make_header
from email.utils import getaddresses


def people(raw):
    # the newer reader of address lists keeps the blank between two encoded words of a name
    return [[str(make_header(decode_header(name))), address] for name, address in getaddresses([raw])]


def parts(part, depth):
    kind = part.get_content_type()
    leaf = not part.is_multipart()
    if leaf:
        content = part.get_payload(decode=True)
    elif kind == "message/rfc822":
        content = part.get_payload(0).as_bytes(policy=email.policy.compat32)
    else:
        content = b""
    yield {
        "depth": depth,
        "type": kind,
        "name": part.get_filename(),
        "disposition": part.get_content_disposition(),
        "cid": part["content-id"],
        "content": base64.b64encode(content).decode(),
        "text": part.get_content() if leaf and kind in ("text/plain", "text/html") and not part.get_filename() else None,
    }
    for child in part.iter_parts() if kind.startswith("multipart/") else []:
        yield from parts(child, depth + 1)


def read(file):
    with open(file, "rb") as stream:
        data = stream.read()
    message = email.message_from_bytes(data, policy=email.policy.default)
    plain = email.message_from_bytes(data)
    return {
        "subject": message["subject"],
        "note": message["x-note"],
        "from": people(plain["from"]),
        "to": people(plain["to"]),
        "fields": [name for name in plain.keys()],
        "defects": [str(defect) for part in message.walk() for defect in part.defects],
        "parts": list(parts(message, 0)),
    }


json.dump([read(file) for file in sys.argv[1:]], sys.stdout)
