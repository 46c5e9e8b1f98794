import { expect, test } from 'vitest';
import { createAutomation } from '#domain/automations/create.ts';
import type { Ctx } from '#domain/ctx.ts';
import { createSegment } from '#domain/segments/create.ts';
import { createView } from '#domain/views/create.ts';
import { useDatabase } from '../support/connect.ts';
import { refused } from '../support/refusals.ts';
import { makeWorkspace } from '../support/workspace.ts';
import { definitionOf } from './automations/definition.ts';

const { db } = useDatabase();

type Create = (admin: Ctx, name: string) => Promise<unknown>;

test.each<[string, number, Create]>([
  [
    'too_many_views',
    100,
    (admin, name) => createView(admin, { name, query: 'type=lead', columns: ['name'] }),
  ],
  ['too_many_segments', 200, (admin, name) => createSegment(admin, { name, query: 'type=lead' })],
  [
    'too_many_automations',
    200,
    (admin, name) => createAutomation(admin, { name, definition: definitionOf() }),
  ],
])('%s: there is room for %d, also for several at once', async (code, max, create) => {
  const { admin } = await makeWorkspace(db());
  for (let n = 1; n < max; n += 1) await create(admin, `N ${n}`);
  const atOnce = await Promise.allSettled(['A', 'B', 'C', 'D'].map((name) => create(admin, name)));
  expect(atOnce.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  const error = await refused(create(admin, 'Mais'), 'invalid');
  expect(error.fields.name).toEqual({ code, params: { max } });
});
