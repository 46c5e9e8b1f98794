import { afterEach, expect, test } from 'vitest';
import { readEnv } from '#lib/env.ts';
import { prepareStandIn } from '#scripts/support/stand-in.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const envOf = (settings: Record<string, string>) => readEnv({ DATA_DIR: temporaryFolder(), ...settings });
afterEach(() => {
  delete process.env.META_GRAPH_URL;
});

test('the demo has one, on a port of its own, that posts to the site', async () => {
  const plan = await prepareStandIn(envOf({ DEMO: '1', PORT: '4567', HOST: '0.0.0.0' }));
  expect(plan?.url).toBe(`http://127.0.0.1:${plan?.port}`);
  expect(plan?.variables).toEqual({
    META_GRAPH_URL: plan?.url,
    META_APP_SECRET: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(plan?.target).toBe('http://127.0.0.1:4567/api/webhooks/whatsapp');
});

test('an app secret that was given is what it signs with', async () => {
  const plan = await prepareStandIn(envOf({ DEMO: '1', META_APP_SECRET: 'de verdade' }));
  expect(plan?.variables.META_APP_SECRET).toBe('de verdade');
});

test('without the demo, or with an address of Meta given, there is none', async () => {
  expect(await prepareStandIn(envOf({ DEMO: '0' }))).toBeNull();
  process.env.META_GRAPH_URL = 'https://graph.facebook.com';
  expect(await prepareStandIn(envOf({ DEMO: '1' }))).toBeNull();
});
