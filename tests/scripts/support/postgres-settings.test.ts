import { expect, test } from 'vitest';
import { type PostgresPurpose, postgresSettings } from '#scripts/support/postgres-settings.ts';

function settings(purpose: PostgresPurpose, memoryMegabytes: number): Map<string, string> {
  const pairs = postgresSettings(purpose, 5432, memoryMegabytes).filter((argument) => argument !== '-c');
  return new Map(pairs.map((pair) => pair.split('=') as [string, string]));
}

test.each([
  ['product', 256, '64MB'],
  ['product', 1024, '256MB'],
  ['product', 4096, '1024MB'],
  ['product', 65_536, '2048MB'],
  ['test', 65_536, '256MB'],
] as const)('for a %s on %i MB, %s are shared buffers', (purpose, memory, expected) => {
  expect(settings(purpose, memory).get('shared_buffers')).toBe(expected);
});

test('only tests trade safety for speed', () => {
  for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
    expect(settings('product', 4096).has(name), name).toBe(false);
    expect(settings('test', 4096).get(name), name).toBe('off');
  }
});

test('nobody but this machine can connect', () => {
  expect(settings('product', 4096).get('listen_addresses')).toBe('127.0.0.1');
  expect(settings('product', 4096).get('unix_socket_directories')).toBe('');
});
