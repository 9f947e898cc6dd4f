#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: The Yutu authors
#
# run-display.sh FOLDER WxH PROGRAM…: runs PROGRAM on a display and a session bus of its own, in
# Chinese. The locale is made into FOLDER where the system has none.
set -eu
folder=$1
size=$2
shift 2
case "$(locale -a 2>/dev/null)" in
  *zh_CN.utf8*) ;;
  *)
    LOCPATH=$folder/locale
    if [ ! -d "$LOCPATH/zh_CN.UTF-8" ]; then
      mkdir -p "$LOCPATH"
      made=$(mktemp -d "$LOCPATH/new.XXXXXX")
      localedef -i zh_CN -f UTF-8 "$made/zh_CN.UTF-8"
      mv -T "$made/zh_CN.UTF-8" "$LOCPATH/zh_CN.UTF-8" 2>/dev/null || true
      rm -rf "$made"
    fi
    export LOCPATH
    ;;
esac
home=$(mktemp -d "${TMPDIR:-/tmp}/yutu-gui.XXXXXX")
trap 'rm -rf "$home"' EXIT
export XDG_DATA_HOME="$home/data" XDG_CONFIG_HOME="$home/config" XDG_CACHE_HOME="$home/cache"
export XDG_RUNTIME_DIR="$home/run"
mkdir -m 700 "$XDG_RUNTIME_DIR"
xvfb-run -a -s "-screen 0 ${size}x24 -noreset" dbus-run-session -- \
  env LANG=zh_CN.UTF-8 LC_ALL=zh_CN.UTF-8 "$@"
