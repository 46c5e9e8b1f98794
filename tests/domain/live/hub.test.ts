import { afterEach, describe, expect, test } from 'vitest';
import { openRaw } from '#db/client.ts';
import type { LiveUpdate } from '#domain/events.ts';
import { LIVE_CHANNEL } from '#domain/events.ts';
import { KEPT_MS, type LiveHub, type LiveMessage, openLiveHub } from '#domain/live/hub.ts';
import { useDatabase } from '../../support/connect.ts';

const { url } = useDatabase();
const hubs: LiveHub[] = [];
afterEach(async () => {
  for (const hub of hubs.splice(0)) await hub.close();
});

/** A hub that listens, with a window of workspace 1 on it. */
async function open() {
  const hub = openLiveHub(openRaw(url()));
  hubs.push(hub);
  const window = join(hub, Date.now());
  await expect.poll(() => window.heard).toEqual([{ subject: 'missed' }]);
  window.heard.length = 0;
  window.times.length = 0;
  return { hub, window };
}

function join(hub: LiveHub, since: number, workspaceId = 1) {
  const heard: LiveMessage[] = [];
  const times: number[] = [];
  let isClosed = false;
  const leave = hub.subscribe({
    workspaceId,
    since,
    tell: (message, at) => {
      heard.push(message);
      times.push(at);
    },
    close: () => {
      isClosed = true;
    },
  });
  return { heard, times, leave, isClosed: () => isClosed };
}

async function say(update: Partial<LiveUpdate>): Promise<void> {
  const sql = openRaw(url());
  await sql.notify(
    LIVE_CHANNEL,
    JSON.stringify({ workspaceId: 1, subject: 'contacts', ids: [7], ...update }),
  );
  await sql.end();
}

const contact = { workspaceId: 1, subject: 'contacts', ids: [7] };

test('tells the windows of a workspace what changed in it, and nobody else', async () => {
  const { hub, window } = await open();
  const stranger = join(hub, Date.now(), 2);
  await say({});
  await expect.poll(() => window.heard).toEqual([contact]);
  expect(stranger.heard).toEqual([]);
});

test('a window that left hears nothing more', async () => {
  const { hub, window } = await open();
  const other = join(hub, Date.now());
  window.leave();
  await say({});
  await expect.poll(() => other.heard).toEqual([contact]);
  expect(window.heard).toEqual([]);
});

describe('a window that comes later', () => {
  test('is told what happened since it was read, once, with the time of each', async () => {
    const { hub, window } = await open();
    await say({ ids: [1] });
    await expect.poll(() => window.heard).toHaveLength(1);
    const since = (window.times[0] ?? 0) + 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    await say({ ids: [2] });
    await say({ workspaceId: 2, ids: [3] });
    await expect.poll(() => window.heard).toHaveLength(2);
    const late = join(hub, since);
    expect(late.heard).toEqual([{ ...contact, ids: [2] }]);
    expect(late.times).toEqual(window.times.slice(1));
    expect(join(hub, Date.now() + 1_000).heard).toEqual([]);
  });

  test('is told that it missed something when nobody was listening then', async () => {
    const { hub } = await open();
    expect(join(hub, Date.now() - KEPT_MS).heard).toEqual([{ subject: 'missed' }]);
  });
});

test('after the database hung up, everybody is told that something was missed', async () => {
  const { window } = await open();
  const sql = openRaw(url());
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query like 'listen%'`;
  await sql.end();
  await expect.poll(() => window.heard, { timeout: 10_000 }).toEqual([{ subject: 'missed' }]);
  await say({});
  await expect.poll(() => window.heard).toHaveLength(2);
});

test('closing ends every window', async () => {
  const { hub, window } = await open();
  await hub.close();
  expect(window.isClosed()).toBe(true);
});
