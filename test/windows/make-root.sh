#!/bin/sh
# Makes a Debian trixie root with Wine 10, in which the tests of this folder and of test/built run Windows programs. By hand, as root, once:
#   sh test/windows/make-root.sh [FOLDER]
# FOLDER is TERMINAL_PREFLIGHT_WINE_ROOT, or /var/cache/terminal-preflight-wine. It takes some minutes and 3 GB; debootstrap is needed.
# A root that is there already gets what it lacks; one that lacks nothing is left alone. After a run that was cut short, run it again.
# Why a root of its own: Node 24 does not run under the Wine 8 of Debian 12, and trixie's Wine needs trixie's C library.
set -eu

root=${1:-${TERMINAL_PREFLIGHT_WINE_ROOT:-/var/cache/terminal-preflight-wine}}
# locales: Wine is in Chinese, with its code page 950, where the C library knows such a language. The second line is for a window to look at.
packages='wine wine64 locales libpcsclite1 pcscd vsmartcard-vpcd
xvfb openbox xdotool imagemagick fonts-liberation fonts-wqy-microhei'

if [ "$(cat "$root/.ready" 2>/dev/null)" = "$packages" ]; then
  echo "ready: $root"
  exit
fi

# In a mount namespace of its own: nothing stays mounted. One at a time; the second finds what the first has made.
if [ "${IN_NAMESPACE:-}" = "" ]; then
  mkdir -p "$(dirname "$root")"
  IN_NAMESPACE=yes exec unshare --mount flock "$root.lock" sh "$0" "$root"
fi

# The mirror that this machine's apt already uses; whose it is, apt knows when it has its lists.
debian() {
  apt-get indextargets --format '$(SITE) $(ORIGIN) $(LABEL)' 'Created-By: Packages' |
    awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }'
}
mirror=$(debian)
[ -n "$mirror" ] || { apt-get update -qq && mirror=$(debian); }
[ -n "$mirror" ] || { echo "this machine's apt knows no mirror of Debian" >&2; exit 1; }

if [ ! -e "$root/.bootstrapped" ]; then
  # Half a system of an earlier run: debootstrap can't go on with it.
  if [ -e "$root/.begun" ]; then rm -rf --one-file-system "$root"; fi
  mkdir -p "$root"
  touch "$root/.begun"
  debootstrap --variant=minbase --include=ca-certificates trixie "$root" "$mirror"
  touch "$root/.bootstrapped"
fi

# Without these two no name is known inside, not even localhost.
cp /etc/hosts /etc/resolv.conf "$root/etc/"
# What apt needs outside to reach its mirror, it needs inside.
apt-config dump | grep -E '^Acquire::(http|https)::(Proxy|CAInfo)' > "$root/etc/apt/apt.conf.d/90outside" || true
# Wine does not find its own libraries without /proc.
mount -t proc proc "$root/proc"

chroot "$root" env DEBIAN_FRONTEND=noninteractive sh -ec '
  dpkg --configure -a
  apt-get update
  apt-get install -y --no-install-recommends "$@"
  localedef -i zh_TW -f UTF-8 zh_TW.UTF-8
  export WINEDEBUG=-all WINEPREFIX=/wine LC_ALL=C.UTF-8
  wine wineboot -i
  wineserver -w
' sh $packages
echo "$packages" > "$root/.ready"
echo "ready: $root"
