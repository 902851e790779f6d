/** Ctrl-P Ctrl-Q in what is typed: leaves a container without ending what runs in it. */

const ctrlP = 16;
const ctrlQ = 17;

/** Takes the input chunk by chunk; a Ctrl-P is held back until it is known what follows. */
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
