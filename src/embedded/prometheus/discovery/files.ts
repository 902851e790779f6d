/** `file_sd_configs`: targets in JSON or YAML files, which are watched. */
import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { readGroup } from '../config.ts';
import { Labels } from '../labels.ts';
import type { Discovery, Log } from './discovery.ts';

export function watchFiles(
  { patterns, refresh }: { patterns: string[]; refresh: number },
  found: (targets: Labels[]) => void,
  log: Log,
): Discovery {
  let reading = false;
  let again = false;
  let stopped = false;
  const read = async () => {
    again = true;
    if (reading) return;
    reading = true;
    while (again) {
      again = false;
      const targets = await readAll(patterns, log);
      if (stopped) return;
      found(targets);
    }
    reading = false;
  };
  const watchers = [...new Set(patterns.map((pattern) => dirname(pattern)))].flatMap(
    (folder): FSWatcher[] => {
      try {
        return [
          watch(folder, () => void read()).on('error', (error) =>
            log('warn', `${folder} is no longer watched: ${error.message}`),
          ),
        ];
      } catch (error) {
        log(
          'warn',
          `${folder} cannot be watched, it is read every ${refresh / 1000}s: ${(error as Error).message}`,
        );
        return [];
      }
    },
  );
  const timer = setInterval(() => void read(), refresh);
  void read();
  return {
    stop() {
      stopped = true;
      clearInterval(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}

async function readAll(patterns: string[], log: Log): Promise<Labels[]> {
  const files = (await Promise.all(patterns.map(matchingFiles))).flat();
  return (await Promise.all(files.map((file) => readTargets(file, log)))).flat();
}

/** As in Prometheus, only the last path component may contain a `*`. */
async function matchingFiles(pattern: string): Promise<string[]> {
  const folder = dirname(pattern);
  const name = basename(pattern);
  if (!name.includes('*')) return [pattern];
  const [start = '', end = ''] = [name.slice(0, name.indexOf('*')), name.slice(name.lastIndexOf('*') + 1)];
  const names = await readdir(folder).catch(() => []);
  return names
    .filter((one) => one.startsWith(start) && one.endsWith(end) && one.length >= start.length + end.length)
    .sort()
    .map((one) => join(folder, one));
}

async function readTargets(file: string, log: Log): Promise<Labels[]> {
  try {
    const groups: unknown = parse(await readFile(file, 'utf8')) ?? [];
    if (!Array.isArray(groups)) throw new Error('it must hold a list of target groups');
    return groups.flatMap((value, index) => {
      const { targets, labels } = readGroup(value, `[${index}]`, () => {});
      return targets.map((address) =>
        Labels.from([['__meta_filepath', file], ...Object.entries(labels), ['__address__', address]]),
      );
    });
  } catch (error) {
    log('error', `the targets in ${file} cannot be read: ${(error as Error).message}`);
    return [];
  }
}
