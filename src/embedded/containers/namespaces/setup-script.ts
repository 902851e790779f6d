/**
 * The container's first process until it execs the program: a constant POSIX script that carries out the mount
 * operations in its arguments. Nothing is interpolated into it.
 *
 * Arguments: status file, paths of mount and hostname (may be empty), then operations, then `--` and the program's vector.
 */
export const setupScript = `mount=$2
hostname=$3
exec 3>"$1"
shift 3
fail() {
  echo "failed: $1 $2 $3 $4 $5" >&3
  exit 125
}
while [ "$1" != -- ]; do
  case $1 in
    mount) "$mount" -t "$2" -o "$3" "$2" "$4" 2>&3 || fail "$@"; shift 4 ;;
    bind) "$mount" --rbind "$2" "$3" 2>&3 || fail "$@"; shift 3 ;;
    remount) "$mount" -o "remount,bind,$2" "$3" 2>&3 || fail "$@"; shift 3 ;;
    hostname) [ -z "$hostname" ] || "$hostname" "$2" 2>/dev/null; shift 2 ;;
    *) fail "$@" ;;
  esac
done
shift
read -r pid rest </proc/self/stat
echo "ready $pid" >&3
exec 3>&-
exec "$@"
`;

export type Operation =
  | ['mount', type: string, options: string, target: string]
  | ['bind', source: string, target: string]
  /** Changes the flags of a mount, e.g. `ro,nosuid`. */
  | ['remount', flags: string, target: string]
  | ['hostname', name: string];
