#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# with-input-method.sh ibus|fcitx5 PROGRAM…: on a display and bus that are there, starts the method with
# pinyin as the only way to type, then PROGRAM.
set -eu
method=$1
shift
mkdir -p "$XDG_CONFIG_HOME"
case $method in
  ibus)
    export GTK_IM_MODULE=ibus
    NO_AT_BRIDGE=1 ibus-daemon --daemonize --replace --panel=disable >/dev/null 2>&1
    n=0
    until ibus engine libpinyin >/dev/null 2>&1 || [ $n -ge 40 ]; do
      n=$((n + 1))
      sleep 0.25
    done
    ;;
  fcitx5)
    export GTK_IM_MODULE=fcitx
    mkdir -p "$XDG_CONFIG_HOME/fcitx5"
    cat >"$XDG_CONFIG_HOME/fcitx5/profile" <<'PROFILE'
[Groups/0]
Name=Default
Default Layout=us
DefaultIM=pinyin

[Groups/0/Items/0]
Name=pinyin
Layout=

[GroupOrder]
0=Default
PROFILE
    printf '[Behavior]\nActiveByDefault=True\n' >"$XDG_CONFIG_HOME/fcitx5/config"
    fcitx5 -d --disable=wayland >/dev/null 2>&1
    sleep 1
    ;;
esac
status=0
"$@" || status=$?
case $method in
  ibus) ibus exit >/dev/null 2>&1 || true ;;
  fcitx5) fcitx5-remote -e >/dev/null 2>&1 || true ;;
esac
sleep 1 # they write what they learned into the folders of the test
exit $status
