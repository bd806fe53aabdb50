"""type.py WAIT_FOR KEYS_IN_HEX PROGRAM ARGS...: runs a program at a terminal of its own and types when it prints WAIT_FOR. Prints all that stood there."""
import os
import pty
import sys

wait_for, keys = sys.argv[1].encode(), bytes.fromhex(sys.argv[2])
process, terminal = pty.fork()
if process == 0:
    os.execv(sys.argv[3], sys.argv[3:])
shown = b''
typed = False
while True:
    try:
        piece = os.read(terminal, 4096)
    except OSError:  # Linux' way to say that nobody holds the other end
        break
    if piece == b'':
        break
    shown += piece
    if not typed and wait_for in shown:
        os.write(terminal, keys)
        typed = True
os.waitpid(process, 0)
sys.stdout.buffer.write(shown)
