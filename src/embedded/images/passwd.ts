/** Users and groups of an image, from its /etc/passwd and /etc/group. */
import { readText } from './merged-root.ts';

export interface User {
  uid: number;
  gid: number;
  home: string;
}

const rows = (text: string | undefined) =>
  (text ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => line.split(':'));

const isNumber = (text: string) => /^\d+$/.test(text);

/**
 * Resolves `user[:group]`, each a name or a number, with the files in the layers.
 * @throws Error with Docker's message for an unknown name; an unknown number is valid
 */
export function resolveUser(layers: string[], userAndGroup: string): User {
  const [user = '', group] = userAndGroup.split(':');
  const wanted = user === '' ? 'root' : user;
  const byNumber = isNumber(wanted);
  const row = rows(readText(layers, '/etc/passwd')).find((columns) => columns[byNumber ? 2 : 0] === wanted);
  if (!row && !byNumber) throw new Error(`unable to find user ${wanted}: no matching entries in passwd file`);
  return {
    uid: byNumber ? Number(wanted) : Number(row?.[2]),
    gid: group === undefined ? Number(row?.[3] ?? 0) : resolveGroup(layers, group),
    home: row?.[5] || '/',
  };
}

function resolveGroup(layers: string[], group: string): number {
  if (isNumber(group)) return Number(group);
  const row = rows(readText(layers, '/etc/group')).find((columns) => columns[0] === group);
  if (!row) throw new Error(`unable to find group ${group}: no matching entries in group file`);
  return Number(row[2]);
}
