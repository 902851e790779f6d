/** A page of pycont's own, served to this machine until Ctrl-C. */
import { UserError } from '../../errors/user-error.ts';
import { STAGE, WEB, translator } from '../../messages/index.ts';
import type { Text } from '../../messages/index.ts';
import { listenerOn } from '../../system/port-listener.ts';
import { watchInterrupts } from '../interrupt.ts';
import type { Settings } from '../settings.ts';
import { openBrowser } from './open-browser.ts';

export interface WebFlags {
  /** 0: any that is free. */
  port: number;
  open?: boolean;
  json?: boolean;
}

export interface Server {
  url: string;
  close: () => Promise<void>;
}

export interface Page {
  /** In JSON. */
  type: string;
  /** Says where it is. */
  at: (place: { url: string }) => Text;
  start: () => Promise<Server>;
}

/** @throws UserError if the port is taken */
export async function serve(page: Page, flags: WebFlags, { language }: Pick<Settings, 'language'>) {
  const interrupt = watchInterrupts();
  const translate = translator(language);
  const complain = (text: Text) => process.stderr.write(`  ${translate(text)}\n`);
  try {
    const { url, close } = await page.start().catch((error: unknown) => refuse(error, flags.port));
    try {
      const lines = flags.json
        ? [JSON.stringify({ type: page.type, url })]
        : [translate(page.at({ url })), translate(WEB.untilInterrupted)];
      process.stdout.write(`${lines.join('\n')}\n`);
      const ended = new Promise((resolve) => interrupt.signal.addEventListener('abort', resolve));
      if (flags.open) {
        void openBrowser(url).then((program) => {
          if (program !== undefined) complain(WEB.notOpened({ program, url }));
        });
      }
      if (!interrupt.signal.aborted) await ended;
    } finally {
      await close();
    }
  } finally {
    interrupt.dispose();
    // A credential plugin of the kube config may still be running.
    setTimeout(() => process.exit(), 1_000).unref();
  }
  process.exitCode = interrupt.code();
}

async function refuse(error: unknown, port: number): Promise<never> {
  const known = [error, (error as Error).cause] as (NodeJS.ErrnoException | undefined)[];
  const failure = known.find((each) => each?.syscall === 'listen');
  if (!failure) throw error;
  const listener = failure.code === 'EADDRINUSE' ? await listenerOn(port) : undefined;
  const holder = listener ? STAGE.process(listener) : STAGE.anotherProgram;
  throw new UserError(
    failure.code === 'EADDRINUSE'
      ? WEB.portTaken({ port, holder })
      : WEB.portRefused({ port, why: failure.message }),
    WEB.takeAnother({ port: port < 65_535 ? port + 1 : 0 }),
    { cause: error },
  );
}
