/** The lowest layer of a stand-in: files and folders that a container expects and that are not bound from the host. */
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeFolders } from './tree.ts';
import { rootLinks } from './user-land.ts';

export interface BaseFile {
  path: string;
  content: string;
  mode?: number;
}

export interface Account {
  name: string;
  uid: number;
  home: string;
  shell: string;
}

const emptyFolders = [
  '/dev /etc /home /mnt /opt /proc /root /run /srv /sys /usr',
  '/usr/local/bin /usr/local/lib/node_modules /usr/local/sbin /usr/local/share',
  '/var/cache /var/lib /var/log /var/spool',
].flatMap((line) => line.split(' '));

const accounts: Account[] = [
  { name: 'root', uid: 0, home: '/root', shell: '/bin/sh' },
  { name: 'daemon', uid: 1, home: '/usr/sbin', shell: '/usr/sbin/nologin' },
  { name: 'nobody', uid: 65534, home: '/nonexistent', shell: '/usr/sbin/nologin' },
];

const npmLinks = [
  { path: '/usr/local/bin/npm', target: '../lib/node_modules/npm/bin/npm-cli.js' },
  { path: '/usr/local/bin/npx', target: '../lib/node_modules/npm/bin/npx-cli.js' },
];

/** Writes the layer into an empty folder. */
export function writeBaseLayer(
  folder: string,
  users: Account[],
  files: BaseFile[],
  folders: string[] = [],
): void {
  const at = (path: string) => join(folder, path);
  for (const path of [...emptyFolders, ...folders]) makeFolders(at(path));
  for (const path of ['/tmp', '/var/tmp']) {
    makeFolders(at(path));
    chmodSync(at(path), 0o1777);
  }
  const all = [...accounts, ...users];
  for (const user of users) makeFolders(at(user.home));
  const passwd = all.map(
    (user) => `${user.name}:x:${user.uid}:${user.uid}:${user.name}:${user.home}:${user.shell}\n`,
  );
  const group = all.map((user) => `${user.name === 'nobody' ? 'nogroup' : user.name}:x:${user.uid}:\n`);
  const fixed: BaseFile[] = [
    { path: '/etc/passwd', content: passwd.join('') },
    { path: '/etc/group', content: group.join('') },
    { path: '/etc/nsswitch.conf', content: 'passwd: files\ngroup: files\nhosts: files dns\n' },
    { path: '/etc/hostname', content: '' },
    { path: '/etc/hosts', content: '' },
    // Node reads the nearest package.json to recognize ES modules; the bundle's own is not mounted.
    { path: '/opt/pycont/package.json', content: '{ "type": "module" }\n' },
  ];
  for (const file of [...fixed, ...files]) {
    makeFolders(dirname(at(file.path)));
    writeFileSync(at(file.path), file.content);
    chmodSync(at(file.path), file.mode ?? 0o644);
  }
  for (const link of [...rootLinks(), ...npmLinks]) symlinkSync(link.target, at(link.path));
}
