"""answer.py SCRIPT PROGRAM ARGS...: runs a program at a terminal of its own and types each answer when its prompt is there. SCRIPT is a JSON list of [prompt, keys]. Prints all that stood there."""
import fcntl
import json
import os
import pty
import struct
import sys
import termios

script = json.loads(sys.argv[1])
process, terminal = pty.fork()
if process == 0:
    os.execv(sys.argv[2], sys.argv[2:])
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
shown = b''
seen = 0
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:  # Linux' way to say that nobody holds the other end
        break
    if piece == b'':
        break
    shown += piece
    while script:
        prompt, keys = script[0]
        at = shown.find(prompt.encode(), seen)
        if at < 0:
            break
        seen = at + len(prompt.encode())
        os.write(terminal, keys.encode())
        script.pop(0)
os.waitpid(process, 0)
sys.stdout.buffer.write(shown)
