/** RFC 3339 in whole seconds, as Kubernetes writes times. @param at milliseconds since the epoch */
export function timestamp(at: number = Date.now()): string {
  return new Date(at).toISOString().replace(/\.\d+Z$/, 'Z');
}
