"""What a server itself takes for some commands: says them over TLS, and reads until each is answered.

usage: server.py PORT CA USER PASSWORD COMMAND...
"""
import socket
import ssl
import sys


def main(port, ca, user, password, *commands):
    context = ssl.create_default_context(cafile=ca)
    with context.wrap_socket(socket.create_connection(("localhost", int(port))), server_hostname="localhost") as line:
        answers = line.makefile("rb")
        answers.readline()
        for command in (f"LOGIN {user} {password}", *commands):
            line.sendall(f"a {command}\r\n".encode())
            answer = b""
            while not answer.startswith(b"a "):
                answer = answers.readline()
                if not answer:
                    sys.exit("the server has gone")
            if not answer.startswith(b"a OK"):
                sys.exit(answer.decode())


main(*sys.argv[1:])
