import { expect, test } from 'vitest';
import { jsonLog, plainLog } from '../../../src/operator/report/log.ts';

test('a fault that lasts is logged once, that of another target too', () => {
  const lines: string[] = [];
  const log = jsonLog((line) => lines.push(line));
  for (let second = 0; second < 10; second++) {
    log.warn('no answer', { target: 'a' });
    log.warn('no answer', { target: 'b' });
    log.warn('another fault');
  }
  log.info('one');
  log.info('one');
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { level: 'warn', msg: 'no answer', target: 'a' },
    { level: 'warn', msg: 'no answer', target: 'b' },
    { level: 'warn', msg: 'another fault' },
    { level: 'info', msg: 'one' },
    { level: 'info', msg: 'one' },
  ]);
});

test('for people in words, and warnings only', () => {
  const lines: string[] = [];
  const log = plainLog((line) => lines.push(String(line)));
  log.info('one');
  log.warn('two');
  log.warn('two');
  expect(lines).toEqual(['! two']);
});
