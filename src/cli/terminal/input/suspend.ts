/**
 * Ctrl-Z and SIGTSTP: whoever holds the terminal gives it back, the whole job stops, as its shell expects, and takes
 * the terminal again when it goes on.
 */
export interface Holder {
  release(): void;
  retake(): void;
}

/** Where nobody can stop us, a process group without a shell, SIGTSTP does nothing and no SIGCONT comes. */
const NOT_STOPPED_MS = 100;

const holders: Holder[] = [];
let suspending = false;
/** How often others have had the terminal. */
let count = 0;
let waiting: NodeJS.Timeout | undefined;

/** @returns what ends the hold */
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
  waiting = setTimeout(goOn, NOT_STOPPED_MS);
  // The group: under npx the shell waits for the leader to stop.
  process.kill(0, 'SIGTSTP');
}

function goOn(): void {
  clearTimeout(waiting);
  // After SIGSTOP nothing was released; the shell has set the terminal to its own taste nevertheless.
  if (!suspending) holders.toReversed().forEach((holder) => holder.release());
  suspending = false;
  count += 1;
  if (holders.length === 0) return stopListening();
  process.off('SIGTSTP', suspend).on('SIGTSTP', suspend);
  holders.forEach((holder) => holder.retake());
}

function listen(): void {
  process.on('SIGTSTP', suspend);
  process.on('SIGCONT', goOn);
}

function stopListening(): void {
  process.off('SIGTSTP', suspend);
  process.off('SIGCONT', goOn);
  clearTimeout(waiting);
}
