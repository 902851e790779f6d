import { expect, test } from 'vitest';
import { targetUrl } from '../../src/load/index.ts';

const url = (text: string | undefined, path?: string, yes = false) =>
  targetUrl({ url: text, path, yes }).href;

test('the URL as given', () => {
  expect(url('http://127.0.0.1:5000/x?y=1')).toBe('http://127.0.0.1:5000/x?y=1');
  expect(url('localhost:5000')).toBe('http://localhost:5000/');
});

test('a path is added to the base', () => {
  expect(url('http://127.0.0.1:5000', '/slow')).toBe('http://127.0.0.1:5000/slow');
  expect(url('http://127.0.0.1:5000/app/', 'slow?n=1')).toBe('http://127.0.0.1:5000/app/slow?n=1');
});

test.each(['http://localhost', 'http://127.42.3.7:5000', 'http://[::1]:5000', 'http://kad.localhost'])(
  '%s is this machine',
  (text) => {
    expect(() => url(text)).not.toThrow();
  },
);

test.each([
  'http://example.com',
  'https://10.0.0.1',
  'http://127.example.com',
  'http://localhost.example.com',
])('%s needs --yes', (text) => {
  expect(() => url(text)).toThrow('is not this machine');
  expect(() => url(text, undefined, true)).not.toThrow();
});

test('without any URL it says where one comes from', () => {
  expect(() => url(undefined)).toThrow(
    expect.objectContaining({ remedy: expect.stringContaining('pycont stage env'), exitCode: 2 }),
  );
});

test.each(['ftp://127.0.0.1', 'http://', 'not a url'])('%s is not a URL', (text) => {
  expect(() => url(text)).toThrow('is not a valid http or https URL');
});
