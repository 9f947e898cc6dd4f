#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# run-input-method.sh FOLDER ibus|fcitx5 PROGRAM…: runs PROGRAM with that input method and its pinyin;
# skips the test where it is not installed.
set -eu
folder=$1
method=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)

skip() {
  echo "1..0 # SKIP $1"
  exit 0
}

case $method in
  ibus)
    command -v ibus-daemon >/dev/null || skip "ibus is not installed"
    [ -e /usr/share/ibus/component/libpinyin.xml ] || skip "ibus-libpinyin is not installed"
    ls /usr/lib/*/gtk-4.0/*/immodules/libim-ibus.so >/dev/null 2>&1 || skip "ibus-gtk4 is not installed"
    ;;
  fcitx5)
    command -v fcitx5 >/dev/null || skip "fcitx5 is not installed"
    [ -e /usr/share/fcitx5/inputmethod/pinyin.conf ] || skip "fcitx5-pinyin is not installed"
    ls /usr/lib/*/gtk-4.0/*/immodules/libim-fcitx5.so >/dev/null 2>&1 ||
      skip "fcitx5-frontend-gtk4 is not installed"
    ;;
esac
exec "$here/run-display.sh" "$folder" 1920x1080 "$here/with-input-method.sh" "$method" "$@"
