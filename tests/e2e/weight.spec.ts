import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright/test';
import { add, makeDesk } from './pages/contacts.ts';
import { expect, test } from './support/fixtures.ts';

const BUDGET = 200_000;
/** What the answers' headers and the transport add to each script. */
const AROUND = 400;

test('no page brings more than 200 kB of JavaScript', async ({ page, workspace, signInAs }) => {
  const { whatsapp } = await makeDesk(workspace);
  const ana = await add(workspace, { firstName: 'Ana', phone: '11987654321', originId: whatsapp });
  await signInAs('admin');
  const found: Record<string, number> = {};
  const paths = [
    '/pipeline',
    '/pipeline/past',
    '/contacts',
    `/contacts/${ana}`,
    '/inbox',
    '/tasks',
    '/automations',
    '/reports',
    '/reports/targets',
  ];
  for (const path of paths) {
    const scripts: Promise<number>[] = [];
    const weigh = async (response: Response) => gzipSync(await response.body()).length + AROUND;
    const listen = (response: Response) => {
      if (response.request().resourceType() === 'script') scripts.push(weigh(response));
    };
    page.on('response', listen);
    await page.goto(path, { waitUntil: 'load' });
    page.off('response', listen);
    found[path.replace(String(ana), '[id]')] = (await Promise.all(scripts)).reduce(
      (sum, one) => sum + one,
      0,
    );
  }
  const heavy = Object.entries(found).filter(([, bytes]) => bytes > BUDGET);
  expect(heavy).toEqual([]);
});
