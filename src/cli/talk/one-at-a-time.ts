/** Does the work when it is called; what is asked for while it is being done is done once more, after it. */
export function oneAtATime(work: () => Promise<void>): () => void {
  let working = false;
  let again = false;
  const run = async () => {
    again = true;
    if (working) return;
    working = true;
    try {
      while (again) {
        again = false;
        await work();
      }
    } finally {
      working = false;
    }
  };
  return () => void run();
}
