import { sql } from 'drizzle-orm';
import type { Db, Tx } from '#db/client.ts';
import { AUTO_LEAD_CHECKS } from './auto-lead-checks.ts';
import { AUTOMATION_CHECKS, AUTOMATION_SEARCHES } from './automation-checks.ts';
import { BULK_CHECKS } from './bulk-checks.ts';
import type { Check } from './check.ts';
import { CONTACT_CHECKS } from './contact-checks.ts';
import { CONVERSATION_CHECKS } from './conversation-checks.ts';
import { DESK_CHECKS } from './desk-checks.ts';
import { HISTORY_CHECKS } from './history-checks.ts';
import { LIST_CHECKS } from './list-checks.ts';
import { findWrongReports } from './report-checks.ts';
import { STAY_CHECKS } from './stay-checks.ts';
import { WORKSPACE_CHECKS } from './workspace-checks.ts';

/** Something that must never be, how often it is, and a few that are. */
export type Finding = { check: string; says: string; count: number; sample: string[] };

const CHECKS: Check[] = [
  ...CONTACT_CHECKS,
  ...HISTORY_CHECKS,
  ...WORKSPACE_CHECKS,
  ...BULK_CHECKS,
  ...LIST_CHECKS,
  ...CONVERSATION_CHECKS,
  ...AUTO_LEAD_CHECKS,
  ...AUTOMATION_CHECKS,
  ...DESK_CHECKS,
  ...STAY_CHECKS,
];
const SAMPLE = 5;

/**
 * Looks through the whole database, all workspaces, for what must never be, as of one instant; writes nothing. An empty list means that all is
 * well. Takes some ten seconds for a million contacts.
 */
export async function verify(db: Db): Promise<Finding[]> {
  return inOneLook(db, async (tx) => {
    const findings: Finding[] = [];
    for (const check of CHECKS) {
      const finding = await run(tx, check);
      if (finding.count > 0) findings.push(finding);
    }
    for (const { name, says, find } of AUTOMATION_SEARCHES) {
      const ids = await find(tx);
      findings.push(...listed(name, says, ids.map(String)));
    }
    return findings;
  });
}

/**
 * Works all reports out again, contact by contact, and compares; `skip` is told of workspaces that are too large for it. Apart from `verify`, since it
 * takes seconds for a few hundred contacts.
 */
export async function verifyReports(db: Db, skip: (workspaceId: number) => void): Promise<Finding[]> {
  return inOneLook(db, async (tx) =>
    listed('report_tells_wrong', WRONG_REPORT, await findWrongReports(tx, skip)),
  );
}

async function inOneLook(db: Db, look: (tx: Tx) => Promise<Finding[]>): Promise<Finding[]> {
  return db.transaction(
    async (tx) => {
      // Its own memory: each check reads a table or two from end to end.
      await tx.execute(sql`set local work_mem = '128MB'`);
      return look(tx);
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}

const WRONG_REPORT = 'a report shows another figure than events, touches, messages and tasks come to';

function listed(check: string, says: string, whats: string[]): Finding[] {
  return whats.length === 0 ? [] : [{ check, says, count: whats.length, sample: whats.slice(0, SAMPLE) }];
}

async function run(tx: Tx, { name, says, query }: Check): Promise<Finding> {
  const [row] = await tx.execute<{ count: number; sample: string[] | null }>(sql`
    select count(*)::int as count, (array_agg(found.what::text))[1:${sql.raw(String(SAMPLE))}] as sample
    from (${query}) as found`);
  return { check: name, says, count: row?.count ?? 0, sample: row?.sample ?? [] };
}
