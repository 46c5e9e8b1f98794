import { authorize } from '../authorize.ts';
import { type Ctx, inTransaction } from '../ctx.ts';
import { recordContactEvents } from '../events.ts';
import { parseInput } from '../input.ts';
import { camelCase, readNames, withNames } from '../names.ts';
import { type Holding, readHoldings } from './held.ts';
import { exportInput } from './input.ts';
import { findPerson } from './person.ts';

/** Everything we hold of one person: sections by what they are about, their entries with the names of what they lead to. */
export type PersonalData = {
  workspace: string;
  exportedAt: string;
  contactIds: number[];
  sections: Record<string, unknown[]>;
};

/**
 * Reads everything that is held of the person that contact `id` is, in the trash and of contacts merged into it as well, and records that it was
 * handed out. `format` is what it will be written as: `json` or `csv`.
 * @throws `invalid` (format); `not_found`; `forbidden`.
 */
export async function exportPersonalData(
  ctx: Ctx,
  input: unknown,
): Promise<{ data: PersonalData; format: 'json' | 'csv' }> {
  authorize(ctx, 'contact.export');
  const { id, format } = parseInput(exportInput, input);
  return inTransaction(ctx, async (tx) => {
    const { ids } = await findPerson(tx, id);
    await recordContactEvents(tx, [{ contactId: id, kind: 'contact.data_exported', after: { format } }]);
    const holdings = await readHoldings(tx, ids);
    const names = await readNames(tx);
    const section = ({ table, rows }: Holding) => [
      camelCase(table),
      rows.map((row) => withNames(row, names)),
    ];
    const data = {
      workspace: tx.workspace.name,
      exportedAt: new Date().toISOString(),
      contactIds: ids,
      sections: Object.fromEntries(holdings.map(section)),
    };
    return { data, format };
  });
}

/** The same as lines of a table: section, which entry of it, what, and its value; nested facts by their way (`after.status`). */
export function* personalLines({ sections }: PersonalData): Generator<[string, string, string, string]> {
  for (const [section, entries] of Object.entries(sections)) {
    for (const [at, entry] of entries.entries()) {
      for (const [way, value] of leaves(entry, '')) yield [section, String(at + 1), way, value];
    }
  }
}

function* leaves(value: unknown, way: string): Generator<[string, string]> {
  if (value === null || value === undefined || value === '') return;
  if (typeof value !== 'object') return yield [way, String(value)];
  for (const [name, one] of Object.entries(value)) {
    const place = Array.isArray(value) ? String(Number(name) + 1) : name;
    yield* leaves(one, way === '' ? place : `${way}.${place}`);
  }
}
