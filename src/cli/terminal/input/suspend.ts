/**
 * Ctrl-Z and SIGTSTP: all holders release the terminal, the whole job stops, as its shell expects, and they take the
 * terminal again when it continues.
 */
export interface Holder {
  release(): void;
  retake(): void;
}

/** In an orphaned process group SIGTSTP has no effect and no SIGCONT arrives: continue after this time. */
const NOT_STOPPED_MS = 100;

const holders: Holder[] = [];
let suspending = false;
/** How many times other programs have had the terminal. */
let count = 0;
let waiting: NodeJS.Timeout | undefined;

/** @returns ends the hold */
export function holdTerminal(holder: Holder): () => void {
  if (holders.length === 0 && !suspending) listen();
  holders.push(holder);
  return () => {
    const at = holders.indexOf(holder);
    if (at === -1) return;
    holders.splice(at, 1);
    if (holders.length === 0) stopListening();
  };
}

export function suspensions(): number {
  return count;
}

export function suspend(): void {
  if (suspending) return;
  suspending = true;
  holders.toReversed().forEach((holder) => holder.release());
  process.off('SIGTSTP', suspend);
  waiting = setTimeout(resume, NOT_STOPPED_MS);
  // The group: under npx the shell waits for the leader to stop.
  process.kill(0, 'SIGTSTP');
}

function resume(): void {
  clearTimeout(waiting);
  // After SIGSTOP nothing was released, but the shell has changed the terminal's modes.
  if (!suspending) holders.toReversed().forEach((holder) => holder.release());
  suspending = false;
  count += 1;
  if (holders.length === 0) return stopListening();
  process.off('SIGTSTP', suspend).on('SIGTSTP', suspend);
  holders.forEach((holder) => holder.retake());
}

function listen(): void {
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', resume);
}

function stopListening(): void {
  process.off('SIGTSTP', suspend);
  process.off('SIGCONT', resume);
  clearTimeout(waiting);
}
