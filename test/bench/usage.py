"""
Runs a program to its end, and prints on stderr's last line what it took: milliseconds, the most memory in KiB (wait4, ru_maxrss), exit code,
and milliseconds of all cores together.
"""

import os
import sys
import time

# A file that was just written lies in the cache in larger pieces, of which the kernel then counts more as the program's memory.
if "EVICT" in os.environ:
    with open(sys.argv[1], "rb") as program:
        os.fsync(program.fileno())
        os.posix_fadvise(program.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

started = time.monotonic()
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
elapsed = (time.monotonic() - started) * 1000
cpu = (usage.ru_utime + usage.ru_stime) * 1000
print(elapsed, usage.ru_maxrss, os.waitstatus_to_exitcode(status), cpu, file=sys.stderr)
