const SECRET_NAME = /pass|secret|token|key|credential|auth/i;
const CREDENTIALS_IN_URL = /(\/\/[^/:@\s]*):[^/@\s]+@/g;

/** The environment for showing: values of what is named like a secret never leave the process. */
export function maskedEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env)
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, value = '']) => [
        name,
        SECRET_NAME.test(name) ? '********' : value.replaceAll(CREDENTIALS_IN_URL, '$1:********@'),
      ]),
  );
}
