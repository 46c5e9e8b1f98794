import type { Finding } from '#domain/verify/verify.ts';
import { type Command, readOptions } from './command.ts';

export const verifyCommand: Command = {
  name: 'verify',
  summary: 'look through the database for what must never be',
  help: `npm run crm -- verify [--json]

Looks through the whole database, all workspaces, for what must never be: tallies that differ from a
count, two contacts with one phone, a status that no event explains, stuck jobs, and more. Changes
nothing, and may run while the product does. Ends with exit code 1 if there is any problem.

  --json   prints { "problems": number, "findings": [{ check, says, count, sample }] }`,
  run: async (args) => {
    const options = readOptions(args, { json: 'flag' });
    const { withProduct } = await import('./database.ts');
    const { verify } = await import('#domain/verify/verify.ts');
    const findings = await withProduct(verify);
    const problems = findings.reduce((sum, finding) => sum + finding.count, 0);
    console.log(options.flag('json') ? JSON.stringify({ problems, findings }) : describe(findings, problems));
    return problems === 0 ? 0 : 1;
  },
};

function describe(findings: Finding[], problems: number): string {
  const lines = findings.map(
    ({ check, says, count, sample }) => `${check}: ${count} (${says}; ${sample.join(', ')})`,
  );
  return [...lines, `${problems} ${problems === 1 ? 'problem' : 'problems'}`].join('\n');
}
