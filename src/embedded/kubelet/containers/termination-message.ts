/** Termination messages: from the container's file, or from the end of its log. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LogLine, Mount } from '../../containers/index.ts';
import type { PodContainer } from '../pod-types.ts';

const LONGEST = 4096;

const fileOf = (folder: string, { name }: PodContainer, attempt: number) =>
  join(folder, 'messages', `${name}.${attempt}`);

export function makeMessageFile(folder: string, container: PodContainer, attempt: number): Mount {
  const source = fileOf(folder, container, attempt);
  mkdirSync(join(folder, 'messages'), { recursive: true });
  writeFileSync(source, '');
  return { source, target: container.terminationMessagePath ?? '/dev/termination-log', readOnly: false };
}

/** @param log gives the last lines of a container that failed */
export async function readMessage(
  folder: string,
  container: PodContainer,
  attempt: number,
  log: () => AsyncIterable<LogLine> | undefined,
): Promise<string> {
  const written = readIfThere(fileOf(folder, container, attempt)).slice(0, LONGEST);
  if (written !== '' || container.terminationMessagePolicy !== 'FallbackToLogsOnError') return written;
  let text = '';
  for await (const line of log() ?? []) text += line.text;
  return text.slice(-2048);
}

/** The daemon removes the pod's folder on shutdown, possibly before a container has ended. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
