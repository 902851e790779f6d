import { UserError } from '../errors/user-error.ts';
import { GRAPH } from '../messages/index.ts';

/** The value of `--prometheus`, where only a URL is meant; `http://` may be left out. @throws UserError */
export function prometheusUrl(text: string): URL {
  const url = URL.parse(/^https?:\/\//.test(text) ? text : `http://${text}`);
  if (!url) throw new UserError(GRAPH.notAUrl({ text }), GRAPH.urlExample, { exitCode: 2 });
  return url;
}
