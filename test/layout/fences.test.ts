/** Lint holds the layout: each of these must be refused, and the sources as they are must not. */
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copySources } from './copy.ts';
import type { Complaint } from './copy.ts';

/** File with the import → what it imports → a word of the refusal. */
const FORBIDDEN: [file: string, statement: string, message: string][] = [
  [
    'src/errors/violation.ts',
    "import { packageRoot } from '../system/package-root.ts';",
    'errors may import messages',
  ],
  [
    'src/messages/violation.ts',
    "import { UserError } from '../errors/user-error.ts';",
    'messages may import nothing of the rest',
  ],
  ['src/system/violation.ts', "import { runLoad } from '../load/index.ts';", 'system may import'],
  ['src/load/violation.ts', "import { findDaemon } from '../embedded/index.ts';", 'load may import'],
  ['src/app/src/violation.ts', "import { UserError } from '../../errors/user-error.ts';", 'packaged alone'],
  ['src/operator/violation.ts', "import type { Stage } from '../stage/index.ts';", 'packaged alone'],
  ['src/dashboard/violation.ts', "import { runOperator } from '../operator/index.ts';", 'packaged alone'],
  [
    'src/app/src/client.ts',
    "import { exchange } from '../../kubernetes/index.ts';",
    'app is packaged alone: it imports nothing',
  ],
  ['src/operator/deep.ts', "import { exchange } from '../kubernetes/http.ts';", 'through its index.ts'],
  ['src/operator/leaf.ts', "import { UserError } from '../errors/user-error.ts';", 'packaged alone'],
  [
    'src/kubernetes/up.ts',
    "import { UserError } from '../errors/user-error.ts';",
    'imports messages of the rest',
  ],
  [
    'src/kubernetes/all.ts',
    "import { LOAD } from '../messages/index.ts';",
    'messages through operator/index.ts',
  ],
  ['src/operator/all.ts', "import type { Text } from '../messages/index.ts';", 'messages through operator'],
  ['src/operator/core.ts', "import { area } from '../messages/message.ts';", 'messages through operator'],
  ['src/stage/deep.ts', "import { exchange } from '../kubernetes/http.ts';", 'through its index.ts'],
  ['src/stage/violation.ts', "import { loadScenes } from '../show/index.ts';", 'stage may import embedded'],
  [
    'src/stage/cluster/violation.ts',
    "import { createRuntime } from '../../embedded/containers/index.ts';",
    'index.ts',
  ],
  [
    'src/show/format/violation.ts',
    "import { openStage } from '../../stage/index.ts';",
    'types of stage only',
  ],
  [
    'src/show/player/violation.ts',
    "import type { DaemonFile } from '../../embedded/index.ts';",
    'show may import',
  ],
  ['src/show/violation.ts', "import type { Settings } from '../cli/settings.ts';", 'show may import'],
  ['src/cli/talk/violation.ts', "import { findDaemon } from '../../embedded/index.ts';", 'cli may import'],
  [
    'src/cli/terminal/violation.ts',
    "import { loadScenes } from '../../show/format/load-scenes.ts';",
    'index.ts',
  ],
  [
    'src/embedded/daemon/violation.ts',
    "import { openStage } from '../../stage/index.ts';",
    'embedded may import',
  ],

  [
    'src/show/format/up.ts',
    "import { playScene } from '../player/play-scene.ts';",
    'format may import nothing',
  ],
  ['src/show/journal/up.ts', "import type { World } from '../player/act.ts';", 'journal may import format'],
  [
    'src/show/recordings/up.ts',
    "import { readJournal } from '../journal/journal.ts';",
    'recordings may import format',
  ],
  ['src/show/player/up.ts', "import type { Ledger } from '../rehearsal/ledger.ts';", 'player may import'],
  [
    'src/cli/language/up.ts',
    "import { themeFor } from '../terminal/output/output.ts';",
    'language may import nothing',
  ],
  [
    'src/cli/terminal/up.ts',
    "import { openTalkStage } from '../talk/talk-stage.ts';",
    'terminal may import language',
  ],
  ['src/cli/talk/up.ts', "import { runLoadCommand } from '../commands/load/run.ts';", 'talk may import'],
  ['src/cli/help/up.ts', "import { register } from '../commands/load/command.ts';", 'help may import'],
  ['src/cli/commands/load/up.ts', "import { runGraph } from '../graph/run.ts';", 'nothing of each other'],

  ['src/embedded/home/up.ts', "import type { Image } from '../images/index.ts';", 'home may import nothing'],
  [
    'src/embedded/redis/up.ts',
    "import { runPrometheus } from '../prometheus/index.ts';",
    'redis may import nothing',
  ],
  [
    'src/embedded/prometheus/up.ts',
    "import type { Api } from '../apiserver/index.ts';",
    'prometheus may import nothing',
  ],
  [
    'src/embedded/containers/up.ts',
    "import type { Image } from '../images/index.ts';",
    'containers may import',
  ],
  [
    'src/embedded/images/up.ts',
    "import type { KubeObject } from '../apiserver/index.ts';",
    'images may import',
  ],
  [
    'src/embedded/apiserver/up.ts',
    "import type { Kubelet } from '../kubelet/index.ts';",
    'apiserver may import',
  ],
  [
    'src/embedded/controllers/up.ts',
    "import type { Network } from '../network/index.ts';",
    'controllers may import',
  ],
  [
    'src/embedded/network/up.ts',
    "import { startControllers } from '../controllers/index.ts';",
    'network may import',
  ],
  [
    'src/embedded/kubelet/up.ts',
    "import { splitPair } from '../docker-engine/index.ts';",
    'kubelet may import',
  ],
  [
    'src/embedded/docker-engine/up.ts',
    "import { main } from '../docker-cli/index.ts';",
    'docker-engine may import',
  ],
  [
    'src/embedded/docker-cli/up.ts',
    "import { findDaemon } from '../daemon/index.ts';",
    'docker-cli may import',
  ],
  ['src/embedded/kubectl/up.ts', "import { main } from '../docker-cli/index.ts';", 'kubectl may import'],
  [
    'src/embedded/daemon/deep.ts',
    "import { createCluster } from '../apiserver/cluster.ts';",
    'through its index.ts',
  ],
  [
    'src/embedded/kubelet/pods/deep.ts',
    "import type { Box } from '../../containers/box.ts';",
    'through its index.ts',
  ],
  ['src/embedded/images/builder/door.ts', "import { buildImage } from '../index.ts';", 'for the outside'],
  ['src/embedded/kubelet/outside.ts', "import { findDaemon } from '../index.ts';", 'for the outside'],
  ['src/embedded/loose/new.ts', "import type { Image } from '../images/index.ts';", 'no place in the layers'],

  ['src/load/outside.ts', "import { throughDoors } from '../../scripts/through-doors.js';", 'outside'],
  ['src/load/export.ts', "export { openStage } from '../stage/index.ts';", 'load may import'],
  ['src/load/all.ts', "export * from '../stage/index.ts';", 'load may import'],
  ['src/load/later.ts', "export const later = () => import('../stage/index.ts');", 'load may import'],
  ['src/load/named.ts', "export type Named = import('../stage/index.ts').Stage;", 'load may import'],
];

const copy = copySources();
let complaints: Complaint[];
let before: Complaint[];

beforeAll(async () => {
  before = await copy.lint();
  for (const [file, statement] of FORBIDDEN) copy.write(file, `${statement}\n`);
  copy.write(
    'src/show/format/circle-a.ts',
    "import type { B } from './circle-b.ts';\n\nexport type A = B | 1;\n",
  );
  copy.write(
    'src/show/format/circle-b.ts',
    "import type { A } from './circle-a.ts';\n\nexport type B = A | 2;\n",
  );
  copy.write('src/show/format/long.ts', '// a line\n'.repeat(250) + 'export const long = 1;\n');
  copy.write('src/show/format/short.ts', '// a line\n'.repeat(249) + 'export const short = 1;\n');
  copy.write(
    'src/show/format/private.ts',
    'export class Kept {\n  private kept = 1;\n\n  get(): number {\n    return this.kept;\n  }\n}\n',
  );
  copy.write(
    'src/show/format/inline.ts',
    "import { stepsOf, type Step } from './scene.ts';\n\nexport const steps: (typeof stepsOf | Step)[] = [];\n",
  );
  complaints = await copy.lint();
}, 60_000);
afterAll(() => rmSync(copy.folder, { recursive: true, force: true }));

const about = (file: string, rule: string) =>
  complaints.filter((each) => each.file === file && each.rule === rule).map(({ message }) => message);

test('the sources as they are have no mistake', () => {
  expect(before).toEqual([]);
});

test.each(FORBIDDEN)('%s must not: %s', (file, _statement, message) => {
  expect(about(file, 'layout(imports)').join()).toContain(message);
});

test('a circle of types', () => {
  expect(about('src/show/format/circle-a.ts', 'import(no-cycle)')).toHaveLength(1);
});

test('a file of more than 250 lines', () => {
  expect(about('src/show/format/long.ts', 'eslint(max-lines)')).toHaveLength(1);
  expect(about('src/show/format/short.ts', 'eslint(max-lines)')).toEqual([]);
});

test('a private member that is not written with #, and a type among imported values', () => {
  expect(about('src/show/format/private.ts', 'layout(private-members)')).toHaveLength(1);
  expect(about('src/show/format/inline.ts', 'import(consistent-type-specifier-style)')).toHaveLength(1);
});
