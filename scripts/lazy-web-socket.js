// An import reads everything that a built-in module exports: of node:http also WebSocket, for which Node loads the whole
// of its undici, and that takes longer than all else that a docker command does. Taken as an object, it reads nothing.

/** An esbuild plugin. */
export const lazyWebSocket = {
  name: 'lazy-web-socket',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^(node:)?http$/ }, () => ({ path: 'http', namespace: 'lazy-web-socket' }));
    onLoad({ filter: /.*/, namespace: 'lazy-web-socket' }, () => ({
      contents: `module.exports = process.getBuiltinModule('node:http');`,
    }));
  },
};
