import type { ContactType, RowOutcome } from '#db/values.ts';
import { formatPhone } from '#lib/phone.ts';
import type { Ctx } from '../ctx.ts';
import { decideParameters, decideSql, WRITTEN } from './decide-sql.ts';
import { FACT_NAMES } from './fact-names.ts';
import type { ImportRecord } from './internal.ts';
import { readLive } from './live-choices.ts';
import type { FactChange, ImportPlan, PreviewRow } from './types.ts';
import type { Workshop } from './workshop.ts';

const ROWS = 20;

type Decided = {
  number: number;
  action: string;
  reason: string | null;
  col: number | null;
  target: string | null;
  first_name: string | null;
  last_name: string;
  type: ContactType;
  phone: string | null;
  email: string | null;
  company: string;
  website: string;
  notes: string;
  is_active: boolean;
  status_id: string | null;
  origin_id: string | null;
  owner_id: string | null;
};
type Refused = { number: number; outcome: RowOutcome; reason: string | null; column: number | null };
type Old = Omit<Decided, 'number' | 'action' | 'reason' | 'col' | 'target'> & { id: string };

/** The first rows of the file, as they would be. */
export async function previewRows(
  shop: Workshop,
  ctx: Ctx,
  one: ImportRecord,
  plan: ImportPlan,
): Promise<PreviewRow[]> {
  const { raw } = shop;
  const workspaceId = ctx.workspace.id;
  const isOurs = raw`workspace_id = ${workspaceId} and import_id = ${one.id} and number <= ${ROWS}`;
  const lines = await raw<{ number: number; line: number }[]>`
    select number, line from import_rows where ${isOurs} order by number`;
  const refused = await raw<Refused[]>`
    select number, outcome, reason, column_number as column from import_outcomes where ${isOurs}`;
  const live = await readLive(raw, workspaceId, false);
  const deciding = { workspaceId, importId: one.id, plan, ...live, turn: 0, from: 1, to: ROWS + 1 };
  const decided = await raw.unsafe<Decided[]>(decideSql(plan, 'written'), decideParameters(deciding));
  const targets = decided.flatMap(({ target }) => (target === null ? [] : [target]));
  const old = await raw<Old[]>`
    select id, ${raw(WRITTEN)} from contacts where workspace_id = ${workspaceId} and id = any(${targets}::bigint[])`;
  return lines.flatMap(({ number, line }) => {
    const no = refused.find((row) => row.number === number);
    if (no) return [{ ...no, line, contact: null, contactId: null, changes: [] }];
    const row = decided.find((candidate) => candidate.number === number);
    const before = old.find(({ id }) => id === row?.target);
    return row ? [shown(ctx, line, row, before)] : [];
  });
}

const OUTCOMES: Readonly<Record<string, RowOutcome>> = { create: 'created', update: 'updated' };
const toId = (value: string | null) => (value === null ? null : Number(value));

function shown(ctx: Ctx, line: number, row: Decided, before: Old | undefined): PreviewRow {
  const { number, action, reason, col: column, type, phone, email, company } = row;
  return {
    number,
    line,
    outcome: OUTCOMES[action] ?? (action as RowOutcome),
    reason,
    column,
    contact: {
      name: [row.first_name ?? '', row.last_name].join(' ').trim(),
      phone: phone === null ? null : formatPhone(phone, ctx.workspace.country),
      email,
      company,
      type,
      statusId: toId(row.status_id),
      originId: toId(row.origin_id),
      ownerId: toId(row.owner_id),
    },
    contactId: before ? Number(before.id) : null,
    changes: before && action === 'update' ? changesOf(before, row) : [],
  };
}

function changesOf(before: Old, after: Decided): FactChange[] {
  return WRITTEN.filter((column) => before[column] !== after[column]).map((column) => {
    const plain = (value: string | boolean | null) =>
      column.endsWith('_id') && value !== null ? Number(value) : value;
    return { fact: FACT_NAMES[column], from: plain(before[column]), to: plain(after[column]) };
  });
}
