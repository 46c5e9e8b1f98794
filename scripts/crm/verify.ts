import type { Finding } from '#domain/verify/verify.ts';
import { type Command, readOptions } from './command.ts';

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'look through the database for what must never be',
  help: `npm run crm -- verify [--json]

Looks through the whole database, all workspaces, for what must never be: tallies that differ from a
count, two contacts with one phone, a status that no event explains, stuck jobs, and more. Works
every report out again from events, touches and messages, one contact after the other, and compares
(workspaces of more than 250,000 contacts are left out, and it says so). Changes nothing, and may run
while the product does. Ends with exit code 1 if there is any problem.

  --json   prints { "problems": number, "findings": [{ check, says, count, sample }], "skipped": [ids] }`,
  run: async (args) => {
    const options = readOptions(args, { json: 'flag' });
    const { withProduct } = await import('./database.ts');
    const { verify, verifyReports } = await import('#domain/verify/verify.ts');
    const skipped: number[] = [];
    const findings = await withProduct(async (db) => [
      ...(await verify(db)),
      ...(await verifyReports(db, (workspaceId) => skipped.push(workspaceId))),
    ]);
    const problems = findings.reduce((sum, finding) => sum + finding.count, 0);
    const told = { problems, findings, skipped };
    console.log(options.flag('json') ? JSON.stringify(told) : describe(told));
    return problems === 0 ? 0 : 1;
  },
};

type Told = { problems: number; findings: Finding[]; skipped: number[] };

function describe({ problems, findings, skipped }: Told): string {
  const lines = findings.map(
    ({ check, says, count, sample }) => `${check}: ${count} (${says}; ${sample.join(', ')})`,
  );
  const notes = skipped.map((id) => `workspace ${id} is too large for its reports to be worked out again`);
  return [...lines, ...notes, `${problems} ${problems === 1 ? 'problem' : 'problems'}`].join('\n');
}
