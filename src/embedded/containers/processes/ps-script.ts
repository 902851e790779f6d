/**
 * A `ps` that shows the processes of one container only, for containers without a PID namespace. It is first on the
 * container's PATH and passes its arguments to the host's ps; rows of other processes are left out.
 */
export const psScript = `#!/bin/sh
mine=$(grep -lzxF "PYCONT_CONTAINER=$PYCONT_CONTAINER" /proc/[0-9]*/environ 2>/dev/null | sed 's|^/proc/||; s|/environ$||')
"$PYCONT_PS" "$@" | awk -v mine="$mine" -v self="$$" '
  BEGIN { count = split(mine, pids, "\\n"); for (i = 1; i <= count; i++) shown[pids[i]] = 1; delete shown[self] }
  NR == 1 { for (i = 1; i <= NF; i++) if ($i == "PID") column = i; print; next }
  !column || ($column in shown)
'
`;
