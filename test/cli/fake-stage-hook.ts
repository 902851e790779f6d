/** `node --import` this: the command line then plays on the fake stage. Everything else is real. */
import { registerHooks } from 'node:module';

const fake = new URL('../show/fake-stage.ts', import.meta.url).href;

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.endsWith('/open-stage.ts')) return { url: fake, shortCircuit: true };
    return next(specifier, context);
  },
});
