/**
 * Which part may import which, types included. `layout.js` enforces it in `npm run lint`; test/layout proves that it does.
 * A part is a folder of src/; what is not named here may not be imported.
 */

/** Each imports only those after it; every part may import them, except those that are packaged alone. */
export const LEAVES = ['system', 'notation', 'errors', 'messages'];

/**
 * Part → the parts that it may import, through their door `index.ts`. `stage: 'types'`: only its types.
 * @type {Record<string, Record<string, 'all' | 'types'>>}
 */
export const PARTS = {
  cli: { show: 'all', stage: 'all', operator: 'all', dashboard: 'all', load: 'all' },
  show: { stage: 'types' },
  stage: { embedded: 'all' },
  embedded: {},
  load: {},
  system: {},
  notation: {},
  kubernetes: {},
  errors: {},
  messages: {},
};

/**
 * These parts are copied into an image alone, together with the named ones. Those are leaves, too, which import only
 * each other, downwards; every part but the leaves above may import them, through their door.
 * @type {Record<string, string[]>}
 */
export const ALONE = { app: [], operator: ['kubernetes', 'messages'], dashboard: ['kubernetes', 'messages'] };

/** The door through which those, and what is packaged with them, import a leaf that has more than they need. */
export const PACKAGED_DOORS = {
  operator: { messages: 'operator/index.ts' },
  kubernetes: { messages: 'operator/index.ts' },
  dashboard: { messages: 'dashboard/index.ts' },
};

/**
 * The inside of a part: its folders in layers, from the top. Each imports only from the rows below its own. Files
 * directly in the part may import all of them.
 * `doors`: the folders are components, each imported only through its `index.ts`.
 */
export const INSIDE = {
  embedded: {
    doors: true,
    layers: [
      ['daemon'],
      ['docker-cli', 'kubectl'],
      ['docker-engine', 'kubelet'],
      ['controllers', 'network'],
      ['apiserver', 'images'],
      ['containers'],
      ['prometheus', 'redis', 'home'],
    ],
  },
  show: {
    doors: false,
    layers: [['rehearsal'], ['player'], ['journal', 'recordings'], ['format']],
  },
  dashboard: {
    doors: false,
    layers: [['server'], ['watch', 'metrics'], ['model', 'page'], ['view']],
  },
  cli: {
    doors: false,
    layers: [['commands'], ['web'], ['help', 'talk'], ['terminal'], ['language']],
  },
};

/** Folders whose subfolders do not import each other. */
export const STRANGERS = ['cli/commands'];
