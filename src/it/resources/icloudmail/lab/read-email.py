"""What Python's email package reads of each message: a JSON object a line."""
import hashlib
import json
import sys
from email import message_from_binary_file, policy


def leaves(part, structure):
    kind = part.get_content_type()
    if part.get_content_maintype() == "multipart":
        found = []
        inner = []
        for child in part.iter_parts():
            found += leaves(child, inner)
        structure.append(kind + "(" + ",".join(inner) + ")")
        return found
    structure.append(kind)
    leaf = {"type": kind, "name": part.get_filename(), "text": None, "sha256": None}
    if kind != "message/rfc822":
        leaf["sha256"] = hashlib.sha256(part.get_payload(decode=True)).hexdigest()
        if part.get_filename() is None:
            leaf["text"] = part.get_content().replace("\r\n", "\n")
    return [leaf]


for file in sys.argv[1:]:
    with open(file, "rb") as source:
        message = message_from_binary_file(source, policy=policy.default)
    structure = []
    found = leaves(message, structure)
    to = [[each.display_name, each.addr_spec] for each in message["to"].addresses]
    print(
        json.dumps(
            {
                "subject": message["subject"],
                "to": to,
                "structure": structure[0],
                "leaves": found,
                "defects": [str(defect) for defect in message.defects],
            }
        )
    )
