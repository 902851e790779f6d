/** Variables that exclude this machine from HTTP proxies. */
export function withoutProxy(env: NodeJS.ProcessEnv = process.env): { NO_PROXY: string; no_proxy: string } {
  const known = env.NO_PROXY ?? env.no_proxy;
  const direct = [known, '127.0.0.0/8', '127.0.0.1', 'localhost'].filter(Boolean).join(',');
  return { NO_PROXY: direct, no_proxy: direct };
}
