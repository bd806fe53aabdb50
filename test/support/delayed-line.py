"""A line with delay, since a kernel without netem has none: two TUN devices, and every packet of one comes out of the other later.

python3 delayed-line.py MILLISECONDS WHERE: tun0 stays in this network namespace, tun1 goes to another, by a process id in it or by its
name (ip-link(8), netns). Prints "up".
"""

import collections
import fcntl
import os
import select
import struct
import subprocess
import sys
import time

TUNSETIFF = 0x400454CA
IFF_TUN = 0x0001
IFF_NO_PI = 0x1000


def open_tun(name):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH", name.encode(), IFF_TUN | IFF_NO_PI))
    return device


delay = float(sys.argv[1]) / 1000
ends = [open_tun("tun0"), open_tun("tun1")]
subprocess.run(["ip", "link", "set", "tun1", "netns", sys.argv[2]], check=True)
print("up", flush=True)
# The delay is the same for all, so what comes first goes first.
waiting = collections.deque()
while True:
    now = time.monotonic()
    while waiting and waiting[0][0] <= now:
        _, target, packet = waiting.popleft()
        try:
            os.write(target, packet)
        except OSError:
            pass  # that end is not up yet
    timeout = max(0, waiting[0][0] - now) if waiting else 1
    for source in select.select(ends, [], [], timeout)[0]:
        target = ends[1] if source == ends[0] else ends[0]
        try:
            while True:
                packet = os.read(source, 65536)
                waiting.append((time.monotonic() + delay, target, packet))
        except BlockingIOError:
            pass
