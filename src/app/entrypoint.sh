#!/bin/sh
# What must happen before the app starts goes here. The app takes this process over: signals are its own.
set -eu
cd "$(dirname "$0")"
exec node src/server.ts
