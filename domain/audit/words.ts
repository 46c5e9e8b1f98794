import { sql } from 'drizzle-orm';
import type { Ctx } from '../ctx.ts';
import { type Names, nameOf, readNames } from '../names.ts';
import type { RecordKind } from './filter.ts';

/** What an entry is about: its kind, id, and name as far as it is known. Null as `href`: there is no page to look at. */
export type AuditRecord = { kind: RecordKind; id: number; name: string | null; href: string | null };

/** One fact that changed, from → to; null: nothing was or is there. */
export type AuditChange = { field: string; from: AuditValue; to: AuditValue };
export type AuditValue = string | boolean | null;

type Told = { recordKind: RecordKind; recordId: number; before: unknown; after: unknown };
type Facts = Record<string, unknown>;

/** Facts that say nothing to a reader. */
const UNSHOWN = ['statusSince', 'nameKey', 'consentId', 'group', 'messageId', 'touchId', 'saidAt'];
const LONGEST = 200;

/** Who and what a page of events is about, in words: gives them by the event's place. */
export async function readWords(
  ctx: Ctx,
  events: Told[],
): Promise<(index: number) => { record: AuditRecord; changes: AuditChange[] }> {
  const [names, contacts] = await Promise.all([readNames(ctx), readContactNames(ctx, events)]);
  return (index) => {
    const event = events[index];
    if (!event) throw new Error('no such event');
    const [before, after] = [factsOf(event.before), factsOf(event.after)];
    return {
      record: recordOf(event, names, contacts, after.name ?? before.name),
      changes: changesOf(before, after, names),
    };
  };
}

async function readContactNames(ctx: Ctx, events: Told[]): Promise<Map<number, string>> {
  const ids = events.filter(({ recordKind }) => recordKind === 'contact').map(({ recordId }) => recordId);
  if (ids.length === 0) return new Map();
  const rows = await ctx.db.execute<{ id: string; name: string }>(sql`
    select id, name from contacts
    where workspace_id = ${ctx.workspace.id} and id = any(${`{${ids.join(',')}}`}::bigint[])`);
  return new Map(rows.map(({ id, name }) => [Number(id), name]));
}

const NAMED: RecordKind[] = ['status', 'origin', 'member', 'group', 'field', 'import'];
const PAGES: Partial<Record<RecordKind, string>> = {
  status: '/statuses',
  origin: '/origins',
  member: '/settings/members',
  workspace: '/settings/workspace',
  auto_lead: '/settings/auto-lead',
  rule: '/settings/auto-lead',
  link: '/settings/links',
};

function recordOf(
  { recordKind: kind, recordId: id }: Told,
  names: Names,
  contacts: Map<number, string>,
  told: unknown,
): AuditRecord {
  if (kind === 'contact') {
    const name = contacts.get(id) ?? null;
    return { kind, id, name, href: name === null ? null : `/contacts/${id}` };
  }
  const known = NAMED.includes(kind) ? names.get(`${kind} ${id}`) : undefined;
  const name = known ?? (typeof told === 'string' ? told : null);
  if (kind === 'import') return { kind, id, name, href: known ? `/imports/${id}` : null };
  return { kind, id, name, href: PAGES[kind] ?? null };
}

function factsOf(value: unknown): Facts {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Facts) : {};
}

function changesOf(before: Facts, after: Facts, names: Names): AuditChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !UNSHOWN.includes(field))
    .map((field) => ({
      field,
      from: shownValue(field, before[field], names),
      to: shownValue(field, after[field], names),
    }))
    .filter(({ from, to }) => from !== null || to !== null);
}

function shownValue(field: string, value: unknown, names: Names): AuditValue {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  const text =
    nameOf(field, value, names) ?? (typeof value === 'object' ? JSON.stringify(value) : String(value));
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
