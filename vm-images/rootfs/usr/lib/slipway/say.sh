# Sourced by the others: how the guest tells the host and the console what it has reached or what went wrong.

# stage NAME: to the host's supervisor, and with the kernel's own time stamp to the console.
stage() {
  echo "STAGE=$1" >/run/agent
  echo "<3>slipway: $1" >/dev/kmsg
}

# failure CODE TEXT...
failure() {
  echo "ERROR=$*" >/run/agent
  echo "<3>slipway: error: $*" >/dev/kmsg
}

# disk SERIAL: the name of the block device (vdb) that carries this serial, nothing where there is none.
disk() {
  for block in /sys/block/vd*; do
    # The kernel ends it without a newline, which read reports as a failure.
    read -r serial <"$block/serial"
    [ "$serial" = "$1" ] && echo "${block##*/}"
  done
}

# load LIST: the modules of a list that is in an order in which each can be loaded.
load() {
  while read -r module; do
    insmod "/usr/lib/modules/$module"
  done <"/usr/lib/modules/$1"
}
