import type { ContactType } from '#db/values.ts';
import type { ForeseenEntry } from '../automations/foresee-types.ts';
import type { Past } from '../automations/rehearsal-facts-rules.ts';
import type { Change } from '../automations/rehearsal-walk-rules.ts';
import type { Happening } from '../automations/trigger-rules.ts';
import type { HeldFacts } from '../contacts/hold-rules.ts';
import type { FieldValue } from '../fields/types.ts';
import type { ForeseenByImport, ImportPlan } from './types.ts';

/** A row that is to become a contact, or to change one (`target`), with all that the contact would then say and what stands beside. */
export type Decided = {
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
  status_id: string;
  origin_id: string;
  owner_id: string | null;
  extra: {
    identities?: { kind: string }[];
    answers?: Record<string, FieldValue>;
    groups?: number[];
  } | null;
};

/** What is known of somebody whom a row makes. */
export function freshPast(row: Decided, at: number): Past {
  const { type, phone, email, company, website, notes } = row;
  return {
    // Of nobody, yet.
    contactId: 0,
    now: {
      firstName: row.first_name ?? '',
      lastName: row.last_name,
      ...{ type, phone, email, company, website, notes },
      isActive: row.is_active,
      ...pointersOf(row),
      optedOutAt: null,
      groupIds: [],
      answers: {},
      createdAt: at,
      updatedAt: at,
      lastActivityAt: at,
      statusSince: at,
      lastMessageAt: null,
    },
    isReachable: false,
    events: [],
    messages: [],
    wroteBeforeAt: null,
    consents: [],
    imports: [],
    stays: [{ statusId: Number(row.status_id), fromStatusId: null, since: at, until: null, movedBy: null }],
    touches: [],
    lastRunAt: null,
  };
}

type Asked = { plan: ImportPlan; importId: number; at: number; isNew: boolean };

/** What a row makes of its contact. */
export function rowChange(row: Decided, { plan, importId, at, isNew }: Asked): Change {
  const { type, phone, email, company, website, notes, extra } = row;
  const name = `${row.first_name ?? ''} ${row.last_name}`.trim();
  const pointers = pointersOf(row);
  const brought = extra?.answers ?? {};
  return (facts) => ({
    ...facts,
    ...{ name, type, phone, email, company, website, notes },
    isActive: row.is_active,
    ...pointers,
    statusSince: pointers.statusId === facts.statusId ? facts.statusSince : at,
    updatedAt: at,
    groupIds: [...new Set([...facts.groupIds, ...plan.groupIds, ...(extra?.groups ?? [])])],
    answers:
      plan.onUpdate === 'fill' ? { ...brought, ...given(facts.answers) } : { ...facts.answers, ...brought },
    imports: [...facts.imports, { id: importId, outcome: isNew ? 'created' : 'updated' }],
  });
}

/** Answers that are none are no answers. */
function given(answers: HeldFacts['answers']): HeldFacts['answers'] {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => (value ?? null) !== null));
}

function pointersOf(row: Decided) {
  return {
    statusId: Number(row.status_id),
    originId: Number(row.origin_id),
    cameFromId: Number(row.origin_id),
    ownerId: row.owner_id === null ? null : Number(row.owner_id),
  };
}

/** What triggers are told of a row. */
export function rowHappenings(before: HeldFacts, after: HeldFacts, isNew: boolean): Happening[] {
  const joined = after.groupIds
    .filter((groupId) => !before.groupIds.includes(groupId))
    .map((groupId): Happening => ({ is: 'group_joined', groupId }));
  if (isNew) return [{ is: 'created', way: 'import', originId: after.originId }, ...joined];
  const moves: Happening[] = [];
  if (after.statusId !== before.statusId)
    moves.push({ is: 'status_changed', from: before.statusId, to: after.statusId });
  if (after.originId !== before.originId) moves.push({ is: 'origin_changed', to: after.originId });
  if (after.ownerId !== before.ownerId) moves.push({ is: 'owner_changed', to: after.ownerId ?? 'none' });
  return [...moves, ...joined];
}

/** What was found for those looked at, reckoned for all whom the import writes. */
export function reckoned({ lookedAt, automations }: ForeseenByImport, total: number): ForeseenEntry[] {
  const times = lookedAt === 0 || lookedAt >= total ? 1 : total / lookedAt;
  const all = (count: number) => Math.round(count * times);
  const each = <Counts extends Partial<Record<string, number>>>(counts: Counts) =>
    Object.fromEntries(Object.entries(counts).map(([key, count]) => [key, all(count ?? 0)])) as Counts;
  return automations.map((one) => ({
    ...one,
    contacts: all(one.contacts),
    sends: each(one.sends),
    later: all(one.later),
    missed: each(one.missed),
  }));
}
