#!/bin/sh
# Makes a Debian trixie root with Wine 10, in which the tests of this folder run Windows programs. By hand, as root, once:
#   sh test/windows/make-root.sh [FOLDER]
# FOLDER is TERMINAL_PREFLIGHT_WINE_ROOT, or /var/cache/terminal-preflight-wine. It takes some minutes and 3 GB; debootstrap is needed.
# Why a root of its own: Node 24 does not run under the Wine 8 of Debian 12, and trixie's Wine needs trixie's C library.
set -eu

root=${1:-${TERMINAL_PREFLIGHT_WINE_ROOT:-/var/cache/terminal-preflight-wine}}

# In a mount namespace of its own: nothing stays mounted.
if [ "${IN_NAMESPACE:-}" = "" ]; then
  IN_NAMESPACE=yes exec unshare --mount sh "$0" "$root"
fi

# The mirror that this machine's apt already uses.
mirror=$(apt-get indextargets --format '$(SITE) $(ORIGIN) $(LABEL)' 'Created-By: Packages' |
  awk '$2 == "Debian" && $3 == "Debian" { print $1; exit }')
[ -n "$mirror" ] || { echo 'apt knows no Debian mirror: run apt-get update' >&2; exit 1; }

if [ ! -e "$root/.bootstrapped" ]; then
  debootstrap --variant=minbase --include=ca-certificates trixie "$root" "$mirror"
  touch "$root/.bootstrapped"
fi

# Without these two no name is known inside, not even localhost.
cp /etc/hosts /etc/resolv.conf "$root/etc/"
# What apt needs outside to reach its mirror, it needs inside.
apt-config dump | grep -E '^Acquire::(http|https)::(Proxy|CAInfo)' > "$root/etc/apt/apt.conf.d/90outside" || true
# Wine does not find its own libraries without /proc.
mount -t proc proc "$root/proc"

# locales: Wine is in Chinese, with its code page 950, where the C library knows such a language.
chroot "$root" env DEBIAN_FRONTEND=noninteractive sh -ec '
  apt-get update
  apt-get install -y --no-install-recommends wine wine64 locales libpcsclite1 pcscd vsmartcard-vpcd
  localedef -i zh_TW -f UTF-8 zh_TW.UTF-8
  export WINEDEBUG=-all WINEPREFIX=/wine LC_ALL=C.UTF-8
  wine wineboot -i
  wineserver -w
'
touch "$root/.ready"
echo "ready: $root"
