/** Ctrl-P Ctrl-Q in the input: detaches from a container without stopping it. */

const ctrlP = 16;
const ctrlQ = 17;

/** Processes the input in chunks; holds a Ctrl-P back until the next byte. */
export function detachKeys(): (chunk: Uint8Array) => { pass: Buffer; detach: boolean } {
  let held = false;
  return (chunk) => {
    const pass: number[] = [];
    for (const byte of chunk) {
      if (held && byte === ctrlQ) return { pass: Buffer.from(pass), detach: true };
      if (held) pass.push(ctrlP);
      held = byte === ctrlP;
      if (!held) pass.push(byte);
    }
    return { pass: Buffer.from(pass), detach: false };
  };
}
