import {
  ACTOR_KINDS,
  type ActorKind,
  CONTACT_EVENT_KINDS,
  type ContactEventKind,
  SUBJECT_KINDS,
  type SubjectKind,
  WORKSPACE_EVENT_KINDS,
  type WorkspaceEventKind,
} from '#db/values.ts';
import { dayIn, idIn, type QueryValue } from '#lib/query.ts';

export type EventKind = ContactEventKind | WorkspaceEventKind;
export type RecordKind = 'contact' | SubjectKind;
type QueryParams = Record<string, QueryValue>;

/** Who acted: a member by their id, or one of the product's own ways of writing. */
export type Who = { userId: number } | { kind: Exclude<ActorKind, 'member'> };

/** Which entries of the audit log are meant. Nulls do not narrow. */
export type AuditFilter = {
  /** First and last day, YYYY-MM-DD, in the workspace's time zone. */
  from: string | null;
  to: string | null;
  who: Who | null;
  record: RecordKind | null;
  /** Of the record. */
  id: number | null;
  act: EventKind | null;
  /** One act on many records, by the id that its events share. */
  change: string | null;
};

const MESSAGES: readonly EventKind[] = ['contact.message_received', 'contact.message_sent'];
export const EVENT_KINDS: readonly EventKind[] = [...CONTACT_EVENT_KINDS, ...WORKSPACE_EVENT_KINDS].filter(
  (kind) => !MESSAGES.includes(kind),
);
export const RECORD_KINDS: readonly RecordKind[] = ['contact', ...SUBJECT_KINDS];

/**
 * Reads the filter from a page's query: `from`, `to`, `who` (a member's id, or `import`, `system` …), `record`, `id`, `act`, `change`. Never
 * throws: what makes no sense is dropped.
 */
export function parseAuditFilter(params: QueryParams): AuditFilter {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    from: dayIn(params.from),
    to: dayIn(params.to),
    who: who(text('who')),
    record: RECORD_KINDS.find((kind) => kind === text('record')) ?? null,
    id: idIn(params.id),
    act: EVENT_KINDS.find((kind) => kind === text('act')) ?? null,
    change: /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(text('change')) ? text('change') : null,
  };
}

/** The one spelling of a filter in an address. */
export function auditParams(filter: AuditFilter): URLSearchParams {
  const { who, ...rest } = filter;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...rest, who: whoParam(who) })) {
    if (value !== null) params.set(name, String(value));
  }
  return params;
}

/** How `who` is written in an address. */
export function whoParam(who: Who | null): string | null {
  if (who === null) return null;
  return 'userId' in who ? String(who.userId) : who.kind;
}

/** The address of the log: filtered, and after an entry that a cursor stands for. */
export function auditHref(filter: AuditFilter, after: string | null = null): string {
  const params = auditParams(filter);
  if (after !== null) params.set('after', after);
  return params.size > 0 ? `/settings/audit?${params}` : '/settings/audit';
}

function who(text: string): Who | null {
  const userId = idIn(text);
  if (userId !== null) return { userId };
  const kind = ACTOR_KINDS.find((one) => one === text);
  return kind && kind !== 'member' ? { kind } : null;
}
