import { MISS_REASONS, type MissReason } from '#db/automation-values.ts';
import { localDay } from '#lib/dates.ts';
import { othersOf } from './rehearsal-report-rules.ts';
import { SEND_OUTCOMES, type SendOutcome, type Start } from './rehearsal-types.ts';

/** Which moments of a rehearsal are listed. `setsOff`: those whose run sets off another automation. */
export type Shown =
  | { kind: 'runs' }
  | { kind: 'send'; outcome: SendOutcome }
  | { kind: 'missed'; reason: MissReason }
  | { kind: 'waiting' }
  | { kind: 'setsOff'; automationId: number };

export type RehearsalView = {
  shown: Shown;
  /** YYYY-MM-DD in the workspace's time zone; null: all. */
  day: string | null;
  /** From 1. */
  page: number;
  /** The moment that is looked at: whose, and when (milliseconds). */
  open: { contactId: number; at: number } | null;
  /** A rehearsal from before this moment (milliseconds) will not do. */
  since: number;
};

const PAGES_MAX = 100_000;

/** Reads `show`, `day`, `page`, `moment` and `since` of an address. Never throws; what makes no sense is left out. */
export function parseRehearsalView(params: Readonly<Record<string, unknown>>): RehearsalView {
  const text = (name: string) => {
    const value = params[name];
    return typeof value === 'string' ? value : '';
  };
  const [, contactId, at] = /^(\d{1,15})-(\d{1,15})$/.exec(text('moment')) ?? [];
  return {
    shown: parseShown(text('show')),
    day: /^\d{4}-\d{2}-\d{2}$/.test(text('day')) ? text('day') : null,
    page: /^[1-9]\d{0,5}$/.test(text('page')) ? Math.min(Number(text('page')), PAGES_MAX) : 1,
    open: contactId && at ? { contactId: Number(contactId), at: Number(at) } : null,
    since: /^\d{1,15}$/.test(text('since')) ? Number(text('since')) : 0,
  };
}

function parseShown(text: string): Shown {
  const outcome = SEND_OUTCOMES.find((one) => text === one);
  if (outcome) return { kind: 'send', outcome };
  const reason = MISS_REASONS.find((one) => text === `missed-${one}`);
  if (reason) return { kind: 'missed', reason };
  const [, id] = /^sets-off-(\d{1,15})$/.exec(text) ?? [];
  if (id) return { kind: 'setsOff', automationId: Number(id) };
  return { kind: text === 'waiting' ? 'waiting' : 'runs' };
}

/** The address of a view, beginning with `?`; what is as usual is left out. */
export function rehearsalHref({ shown, day, page, open, since }: RehearsalView): string {
  const params = new URLSearchParams();
  const show = spellShown(shown);
  if (show) params.set('show', show);
  if (day) params.set('day', day);
  if (page > 1) params.set('page', String(page));
  if (since > 0) params.set('since', String(since));
  if (open) params.set('moment', `${open.contactId}-${open.at}`);
  return `?${params}`;
}

function spellShown(shown: Shown): string {
  switch (shown.kind) {
    case 'runs':
      return '';
    case 'send':
      return shown.outcome;
    case 'missed':
      return `missed-${shown.reason}`;
    case 'waiting':
      return 'waiting';
    case 'setsOff':
      return `sets-off-${shown.automationId}`;
  }
}

/** Whether a moment belongs to a view. */
export function isShown(
  { at, missed, walk }: Start,
  { shown, day }: RehearsalView,
  timeZone: string,
): boolean {
  if (day !== null && localDay(at, timeZone) !== day) return false;
  switch (shown.kind) {
    case 'runs':
      return walk !== null;
    case 'missed':
      return missed === shown.reason;
    case 'waiting':
      return walk?.end === 'waiting';
    case 'send':
      return walk?.trail.some(({ send }) => send === shown.outcome) ?? false;
    case 'setsOff':
      return walk !== null && othersOf(walk).includes(shown.automationId);
  }
}
