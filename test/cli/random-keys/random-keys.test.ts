/** Ten thousand keys, resizes and signals by chance: nothing starts by accident, and nothing is left behind. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { readJournal } from '../../../src/show/journal/journal.ts';
import { pycont, scene, step, talkOf } from '../pycont.ts';
import { chanceOf, idleEvent, pick, wildEvent } from './events.ts';
import type { Chance } from './events.ts';
import { WatchedPlayer } from './watched-player.ts';

const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const IDLE = 1_000;
const WILD = 5_000;
/** A player that nothing has ended by then is told to. */
const LONGEST = 500;

const starts = (id: string) => `echo ${id} >> $PYCONT_HOME/started`;

const TALK = [
  scene(
    'one',
    `\nNarrator: Hello there.\n${step('name=it exit=0', starts('it'))}\n\`\`\`diff fix=fix.patch\n+good\n\`\`\`\n`,
  ),
  scene(
    'two',
    step('name=server background check="true"', `${starts('server')}; sleep 300`) +
      step('name=ask interactive exit=0', `${starts('ask')}; read -rsn1 -t 2; true`) +
      step('name=slow exit=0', `${starts('slow')}; sleep 1.5`) +
      '\n```stop name=server\n```\n',
  ),
  scene(
    'three',
    `\nHipster: And now?\n` +
      step('name=wait until exit=0', `${starts('wait')}; test "$(grep -c wait $PYCONT_HOME/started)" -gt 2`) +
      step('name=broken exit=0', `${starts('broken')}; exit 3`) +
      step('name=last exit=0', starts('last')),
  ),
];

interface Place {
  scenes: string;
  home: string;
  env: NodeJS.ProcessEnv;
}

const startedIn = ({ home }: Place) => {
  const file = join(home, 'started');
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
};

/** @param but keys that mean something here */
async function idle(player: WatchedPlayer, place: Place, chance: Chance, but = ''): Promise<void> {
  const before = startedIn(place);
  for (let event = 0; event < IDLE; event += 1) {
    await player.apply(idleEvent(chance, but));
    if (event % 10 === 0) await delay(1);
    if (event % 100 === 99) await comeBack(player);
  }
  await comeBack(player);
  expect(startedIn(place)).toEqual(before);
  expect(player.ended).toBe(false);
}

/** Leaves whatever the keys have opened: an editor, a list, a view, a shell, a question. */
async function comeBack(player: WatchedPlayer): Promise<void> {
  // One by one: a size that is back before the player has looked is no change to it.
  for (const columns of [90, 100]) {
    await player.quiet();
    await player.apply({ kind: 'resize', columns, rows: 30 });
  }
  for (let tries = 0; tries < 50; tries += 1) {
    await player.quiet();
    const asks = () => /editing ·|number or id/.test(player.rows.slice(-8).join('\n'));
    if (/↵|q quit/.test(player.rows.at(-1) ?? '') && !asks()) return;
    if (asks()) {
      player.press('\u0003');
      // On a busy machine it is quiet before it has answered, and a second one would end the show; but after half a
      // sequence of keys the first one was a part of that.
      await vi.waitFor(() => expect(asks()).toBe(false), { timeout: 2_000 }).catch(() => {});
    } else player.press(pick(['\u001B', '\u0004', 'n'], () => tries / 50));
  }
  throw new Error(`the show does not come back:\n${player.rows.join('\n')}`);
}

/** Every start has a press of its own before it. */
async function eachStartWasWanted({ home }: Place, presses: readonly number[]): Promise<number> {
  const { records, torn } = await readJournal(join(home, 'talk', 'journal.jsonl'));
  expect(torn).toBe(false);
  const begun = records.filter(({ kind }) => kind === 'step-intended').map(({ at }) => Date.parse(at));
  begun.forEach((at, index) => {
    expect(presses.filter((press) => press <= at + 1).length).toBeGreaterThan(index);
  });
  return begun.length;
}

test(`keys by chance, seed ${SEED}: SEED=${SEED} repeats them`, { timeout: 400_000 }, async () => {
  const chance = chanceOf(SEED);
  const { scenes, home, env } = talkOf(...TALK);
  const place = { scenes, home, env: { ...env, SHELL: '/bin/cat' } };
  const open = () => new WatchedPlayer(scenes, home, place.env);

  const player = open();
  await player.sees('↵');
  await idle(player, place, chance);
  const heap = await player.heap();
  player.press('\r');
  await player.sees('/started ↵');
  await idle(player, place, chance);
  player.press('\r');
  await player.sees('✓');
  await player.sees('± git apply fix.patch ↵');
  player.press('\r');
  await player.sees('↵ scene 2');
  await idle(player, place, chance);
  player.press('\r');
  await player.sees('& ↵');
  player.press('\r');
  await player.sees('true ↵');
  player.press('\r');
  await player.sees('sleep 1.5 ↵');
  player.press('\r');
  await expect.poll(() => startedIn(place)).toContain('slow');
  await idle(player, place, chance);
  player.press('\r');
  await player.sees('↵ scene 3');
  player.press('\r');
  await player.sees('And now?');
  await player.sees(/^ {2}↵/);
  player.press('\r');
  await player.sees('-gt 2 ↵');
  player.press('\r');
  await player.sees('exit 3 ↵');
  player.press('\r');
  await player.sees('r retry');
  await idle(player, place, chance, 'rpe');
  expect((await player.heap()) - heap).toBeLessThan(8);
  player.press('q');
  await player.ends();
  await player.leavesNothing();
  await eachStartWasWanted(place, player.presses);

  const presses = [...player.presses];
  for (let left = WILD; left > 0;) {
    const next = open();
    await next.sees(/↵|q quit|The talk is over/);
    for (let event = 0; event < LONGEST && left > 0 && !next.ended; event += 1, left -= 1) {
      await next.apply(wildEvent(chance));
      if (chance() < 0.1) await delay(chance() * 30);
    }
    // In a pty of its own, the end of what it lends itself to included.
    await next.apply({ kind: 'signal', name: 'SIGTERM' });
    await next.ends();
    await next.leavesNothing();
    presses.push(...next.presses);
    await eachStartWasWanted(place, presses);
    if (next.shown.includes('The talk is over')) {
      const { code } = await pycont(['--scenes', scenes, 'scene', 'reset'], place.env);
      expect(code).toBe(0);
      presses.length = 0;
    }
  }
});
