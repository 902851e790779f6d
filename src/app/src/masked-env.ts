const SECRET_NAME = /pass|secret|token|key|credential|auth/i;
const CREDENTIALS_IN_URL = /(\/\/[^/:@\s]*):[^/@\s]+@/g;

/** What the stage of a talk needs to run a container without Docker; on a real engine there is none of it. */
const STAGE = /^PYCONT_/;
const ALSO_SET_BY_THE_STAGE = new Set(['NODE_OPTIONS', 'TMPDIR']);

/**
 * The environment for showing: values of what is named like a secret never leave the process, and what the stage has
 * added is not the app's.
 */
export function maskedEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  const onStage = Object.keys(env).some((name) => STAGE.test(name));
  return Object.fromEntries(
    Object.entries(env)
      .filter(([name]) => !(STAGE.test(name) || (onStage && ALSO_SET_BY_THE_STAGE.has(name))))
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([name, value = '']) => [
        name,
        SECRET_NAME.test(name) ? '********' : value.replaceAll(CREDENTIALS_IN_URL, '$1:********@'),
      ]),
  );
}
