import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from 'playwright/test';
import { connect, type Db } from '#db/client.ts';
import type { Role } from '#db/values.ts';
import { openSession } from '#domain/sessions/open.ts';
import { makeWorkspace, type TestWorkspace } from '../../support/workspace.ts';

type Fixtures = {
  db: Db;
  /** A workspace of this test's own: nothing another test does can be seen in it. */
  workspace: TestWorkspace;
  /** Signs the browser in as a member with this role of the test's workspace. */
  signInAs: (role: Role) => Promise<void>;
  /** Fails on any axe violation on the page as it stands, in both themes. */
  expectAccessible: (page: Page) => Promise<void>;
};

/** Browser tests log in by fixture, own their data, and find things by role and label. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the dependencies from this pattern
  db: async ({}, use) => {
    const url = process.env.E2E_DATABASE_URL;
    if (!url) throw new Error('E2E_DATABASE_URL is not set: run `npm test -- e2e`');
    const { db, close } = connect(url, { max: 3 });
    await use(db);
    await close();
  },
  workspace: async ({ db }, use) => {
    await use(await makeWorkspace(db));
  },
  signInAs: async ({ db, workspace, context, baseURL }, use) => {
    await use(async (role) => {
      const { actor } = workspace[role];
      if (actor.kind !== 'member') throw new Error('not a member');
      const token = await openSession(db, { userId: actor.userId, workspaceId: workspace.id });
      await context.addCookies([{ name: 'next-auth.session-token', value: token, url: baseURL ?? '' }]);
    });
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  expectAccessible: async ({}, use) => {
    await use(async (page) => {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        // What had begun to change its colour before that goes on at its own pace.
        await page.evaluate(() =>
          Promise.allSettled(
            document
              .getAnimations()
              .filter((one) => one.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
              .map((one) => one.finished),
          ),
        );
        // A page that is being refreshed has no title for a moment, so this waits for it where axe would not.
        await expect(page).toHaveTitle(/\S/);
        const { violations } = await new AxeBuilder({ page }).disableRules(['document-title']).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join('\n  ')}`,
        );
        expect(found, `axe in the ${colorScheme} theme`).toEqual([]);
      }
      await page.emulateMedia({ colorScheme: null, reducedMotion: null });
    });
  },
});

export { expect };

/** Collects what the page complains of (script errors, refused policies, failed hydration). */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  return complaints;
}
