import type postgres from 'postgres';
import { openRaw } from '#db/client.ts';
import { LIVE_CHANNEL, type LiveUpdate } from '../events.ts';
import { rebuildIndexes } from './volume-indexes.ts';
import { insertVolume } from './volume-rows.ts';
import { makeWordTables } from './volume-words.ts';
import { prepareWorkspace, type VolumeRequest } from './volume-workspace.ts';

export type Volume = { workspaceId: number; contacts: number; identities: number; events: number };

const TABLES = ['contacts', 'contact_identities', 'contact_events', 'field_values', 'group_members'];
/** Fewer rows than this go in faster with the indexes in place. */
const WORTH_REBUILDING = 20_000;

/**
 * Adds fictional contacts by the million, with identities, two years of history and exact tallies; for trying the product at size. One
 * transaction: an interrupted run leaves nothing behind. While a large run lasts, it keeps everybody else out of the contacts.
 * @throws Error with a message for people when the workspace cannot be told.
 */
export async function seedVolume(
  databaseUrl: string,
  request: VolumeRequest,
  report: (line: string) => void = () => {},
): Promise<Volume> {
  const client = openRaw(databaseUrl, { max: 2 });
  try {
    const volume = await client.begin(async (tx) => {
      await tx`set local synchronous_commit = off`;
      await tx`set local work_mem = '256MB'`;
      const workspaceId = await prepareWorkspace(tx, request);
      await makeWordTables(tx);
      const insert = () => insertVolume(tx, { workspaceId, contacts: request.contacts }, report);
      const counts = (await isWorthRebuilding(tx, request.contacts))
        ? await rebuildIndexes(tx, TABLES, insert, report)
        : await insert();
      const update: LiveUpdate = { workspaceId, subject: 'contacts', ids: null };
      await tx`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(update)})`;
      return { workspaceId, contacts: request.contacts, ...counts };
    });
    report('Gathering statistics…');
    await Promise.all([
      client`vacuum (analyze) contacts, contact_tallies`,
      client`vacuum (analyze) contact_identities, contact_events, status_stays, field_values, group_members`,
    ]);
    return volume;
  } finally {
    await client.end();
  }
}

/** Indexes are made anew when most of what they will hold is new. */
async function isWorthRebuilding(tx: postgres.TransactionSql, contacts: number): Promise<boolean> {
  if (contacts < WORTH_REBUILDING) return false;
  const [row] = await tx<{ held: string }[]>`select count(*) as held from contacts`;
  return contacts * 2 > Number(row?.held ?? 0);
}
