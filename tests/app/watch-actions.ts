import { eq } from 'drizzle-orm';
import type { RunState } from '#db/automation-values.ts';
import { automationRuns } from '#db/schema/automation-runs.ts';
import { makeAutomation, startRun, steps } from '../support/run.ts';
import { type ActionRow, or } from './access-row.ts';
import type { World } from './world.ts';

/** What may be done about a run. */
export const WATCH_ACTIONS: Record<string, ActionRow> = {
  cancelRunAction: runIn('running'),
  repeatRunAction: runIn('done'),
  continueRunAction: runIn('failed'),
};

function runIn(state: RunState): ActionRow {
  return {
    may: 'leads',
    input: async (world, isMissing) => ({ id: or(isMissing, await makeRun(world, state)) }),
    missing: 'not_found',
  };
}

/** A run of an automation that is on. */
async function makeRun({ workspace: { admin }, contactId }: World, state: RunState): Promise<number> {
  const automation = await makeAutomation(admin, steps({ kind: 'note', text: 'Visto' }));
  const id = await startRun(admin, automation, contactId);
  const finishedAt = state === 'running' ? null : new Date();
  await admin.db.update(automationRuns).set({ state, finishedAt }).where(eq(automationRuns.id, id));
  return id;
}
