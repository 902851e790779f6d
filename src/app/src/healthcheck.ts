// Asks the app in this container whether it lives; the exit code is the answer.
const response = await fetch(`http://127.0.0.1:${process.env.PORT ?? 5000}/check/live`, {
  signal: AbortSignal.timeout(1_500),
}).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
