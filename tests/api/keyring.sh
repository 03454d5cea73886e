#!/bin/sh
# Runs a command on a D-Bus session and a home folder of its own, with a Secret Service in a known state:
#   keyring.sh unlocked|locked|nokeyring|noservice COMMAND...
# Without the tools it runs the command with KEYRING_MODE=missing, so that the test can say that it skips.
set -eu
mode=$1
shift
for tool in dbus-run-session gnome-keyring-daemon secret-tool gdbus; do
    if ! command -v "$tool" >/dev/null; then
        KEYRING_MODE=missing exec "$@"
    fi
done

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/home" "$folder/run"
chmod 700 "$folder/home" "$folder/run"
export HOME="$folder/home" XDG_RUNTIME_DIR="$folder/run" XDG_DATA_HOME="$folder/home/data" \
    XDG_CONFIG_HOME="$folder/home/config" XDG_CACHE_HOME="$folder/home/cache" KEYRING_MODE="$mode"
unset DISPLAY WAYLAND_DISPLAY DBUS_SESSION_BUS_ADDRESS GNOME_KEYRING_CONTROL XDG_CURRENT_DESKTOP DESKTOP_SESSION \
    KDE_SESSION_VERSION KDE_FULL_SESSION || true

config=
if [ "$mode" = noservice ]; then
    # A bus that can start nothing.
    config="$folder/bus.conf"
    cat >"$config" <<X
<busconfig><type>session</type><listen>unix:tmpdir=$folder</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>
X
fi

dbus-run-session ${config:+--config-file="$config"} -- sh -eu -c '
    case $KEYRING_MODE in unlocked | locked)
        # The newline is the password of the new keyring; with empty input none would be made.
        printf "\n" | gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null
        printf x | secret-tool store --label=warmup app warmup
    esac
    if [ "$KEYRING_MODE" = locked ]; then
        gdbus call --session -d org.freedesktop.secrets -o /org/freedesktop/secrets \
            -m org.freedesktop.Secret.Service.Lock "[\"/org/freedesktop/secrets/collection/login\"]" >/dev/null
    fi
    exec "$@"' sh "$@"
