import { expect, test } from 'vitest';
import { claimBlock, octetOrder } from '../../../src/embedded/network/block.ts';
import { createPool } from '../../../src/embedded/network/pool.ts';

test('two homes with the same preference get different blocks; a released one is free again', async () => {
  const [octet] = octetOrder('/some/home');
  const first = await claimBlock('/some/home');
  const second = await claimBlock('/some/home', { preferred: octet! });
  expect(second.octet).not.toBe(first.octet);
  await second.release();
  const third = await claimBlock('/other/home', { preferred: second.octet });
  expect(third.octet).toBe(second.octet);
  await Promise.all([first.release(), third.release()]);
});

test('every home tries every octet once', () => {
  const order = octetOrder('/some/home', 100);
  expect(order[0]).toBe(100);
  expect(new Set(order).size).toBe(order.length);
  expect(order.every((octet) => octet >= 16 && octet < 240)).toBe(true);
});

test('mapped mode takes no lock', async () => {
  const first = await claimBlock('/some/home', { mode: 'mapped' });
  const second = await claimBlock('/some/home', { mode: 'mapped' });
  expect(first).toMatchObject({ mode: 'mapped', octet: second.octet });
});

test('a pool allocates each address once, a released one last', () => {
  const pool = createPool(42, 1, 1);
  const all = Array.from({ length: 254 }, () => pool.allocate());
  expect(new Set(all).size).toBe(254);
  expect(all[0]).toBe('127.42.1.1');
  expect(all[253]).toBe('127.42.1.254');
  expect(() => pool.allocate()).toThrow('no free address');
  pool.release('127.42.1.7');
  expect(pool.allocate()).toBe('127.42.1.7');
});

test('a reserved address is not allocated, one outside of the pool not reserved', () => {
  const pool = createPool(42, 200, 250);
  expect(pool.reserve('127.42.200.1')).toBe(true);
  expect(pool.reserve('127.42.200.1')).toBe(false);
  expect(pool.reserve('127.43.200.1')).toBe(false);
  expect(pool.allocate()).toBe('127.42.200.2');
});
