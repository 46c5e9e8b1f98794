import { expect, test } from 'vitest';
import { EnvError, readEnv } from '#lib/env.ts';

function mistakesOf(source: Record<string, string>): string[] {
  try {
    readEnv(source);
    return [];
  } catch (error) {
    if (error instanceof EnvError) return error.lines;
    throw error;
  }
}

test('an empty environment gives the demo on this machine', () => {
  expect(readEnv({})).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    DATA_DIR: '.data',
    DATABASE_REPLICA_URLS: [],
    APP_URL: 'http://localhost:3000',
    META_GRAPH_URL: 'https://graph.facebook.com',
    DEMO: true,
  });
});

test.each([
  [{}, true],
  [{ DATABASE_URL: 'postgres://u:p@db/crm' }, false],
  [{ DATABASE_URL: 'postgres://u:p@db/crm', DEMO: '1' }, true],
  [{ DEMO: '0' }, false],
  [{ DEMO: '' }, true],
])('the demo with %j: %s', (source, demo) => {
  expect(readEnv(source).DEMO).toBe(demo);
});

test.each([
  [{ PORT: '8080' }, 'http://localhost:8080'],
  [{ PORT: '80' }, 'http://localhost'],
  [{ HOST: '0.0.0.0' }, 'http://localhost:3000'],
  [{ HOST: '192.168.0.7' }, 'http://192.168.0.7:3000'],
  [{ HOST: 'fd00::7' }, 'http://[fd00::7]:3000'],
  [{ APP_URL: 'https://crm.example.com/' }, 'https://crm.example.com'],
])('the address of %j is %s', (source, address) => {
  expect(readEnv(source).APP_URL).toBe(address);
});

test.each([
  ['PORT', 'abc'],
  ['PORT', '0'],
  ['PORT', '65536'],
  ['PORT', '80.5'],
  ['HOST', 'my host'],
  ['DATABASE_URL', 'mysql://u:p@db/crm'],
  ['DATABASE_URL', 'db:5432'],
  ['DATABASE_URL', 'postgres://u:p@db'],
  ['DATABASE_DIRECT_URL', 'somewhere'],
  ['DATABASE_REPLICA_URLS', 'postgres://u:p@a/crm, b'],
  ['APP_URL', 'crm.example.com'],
  ['APP_URL', 'ftp://crm.example.com'],
  ['APP_URL', 'https://crm.example.com/path'],
  ['AUTH_SECRET', 'short'],
  ['ENCRYPTION_KEY', 'c2hvcnQ='],
  ['META_GRAPH_URL', 'graph'],
  ['META_GRAPH_VERSION', '23'],
  ['DEMO', 'yes'],
  ['LOG_LEVEL', 'loud'],
])('%s=%s is one mistake, said without the value', (name, value) => {
  const mistakes = mistakesOf({ [name]: value });
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatch(new RegExp(`^${name} must .+\\.$`));
  expect(mistakes[0]).not.toContain(`=${value}`);
});

test('all mistakes are listed together', () => {
  expect(mistakesOf({ PORT: 'x', DEMO: 'y', APP_URL: 'z' })).toHaveLength(3);
});

test('OIDC variables come all or none', () => {
  const all = {
    OIDC_ISSUER: 'https://id.example',
    OIDC_CLIENT_ID: 'a',
    OIDC_CLIENT_SECRET: 'b',
    OIDC_NAME: 'Google',
  };
  expect(mistakesOf(all)).toEqual([]);
  const { OIDC_NAME, ...some } = all;
  expect(mistakesOf(some)).toEqual(['OIDC_NAME must be set too, as other OIDC_ variables are.']);
});
