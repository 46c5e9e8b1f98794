import { type ActionRow, or, type Who } from './access-row.ts';
import { AUTOLEAD_ACTIONS } from './autolead-actions.ts';
import { automationId } from './automation-facts.ts';
import { BUILDER_ACTIONS } from './builder-actions.ts';
import { CONTACT_ACTIONS } from './contact-actions.ts';
import { DESK_ACTIONS } from './desk-actions.ts';
import { IMPORT_ACTIONS } from './import-actions.ts';
import { LIST_ACTIONS } from './list-actions.ts';
import { NUMBERS_ACTIONS } from './numbers-actions.ts';
import { REPORT_ACTIONS } from './report-actions.ts';
import { SETUP_ACTIONS } from './setup-actions.ts';
import { TALK_ACTIONS } from './talk-actions.ts';
import { WATCH_ACTIONS } from './watch-actions.ts';
import { WEBHOOK_ACTIONS } from './webhook-actions.ts';
import { MISSING, type World } from './world.ts';

/** Every export of every 'use server' file. A new one fails the test until it stands in one of these. */
export const ACTIONS: Record<string, ActionRow> = {
  ...SETUP_ACTIONS,
  ...CONTACT_ACTIONS,
  ...LIST_ACTIONS,
  ...REPORT_ACTIONS,
  ...IMPORT_ACTIONS,
  ...TALK_ACTIONS,
  ...NUMBERS_ACTIONS,
  ...WEBHOOK_ACTIONS,
  ...AUTOLEAD_ACTIONS,
  ...BUILDER_ACTIONS,
  ...WATCH_ACTIONS,
  ...DESK_ACTIONS,
};

/** Forms of people who have no session yet; each asks for its own proof (tests/domain/{sessions,members,setup}). */
export const OPEN_ACTIONS = [
  'signInAction',
  'acceptInvitationAction',
  'setUpAction',
  'setLocaleAction',
  'signOutAction',
];

/** Actions that cannot succeed with the world's facts alone, and what they answer to those who may. */
export const ANSWERS: Record<string, string> = { forgetAliasAction: 'not_found' };

type PageRow = {
  may: Who | 'anyone';
  /** Where it is, when its path has a place to fill in. */
  at?: (world: World, isMissing: boolean) => string | Promise<string>;
  /** What it answers to everybody who asks by a browser: it is for machines that prove who they are in another way. */
  answers?: number;
  /** What only those who may find in it; the others are told that they may not. */
  shows?: string;
};

/** Every page and handler. Anyone: also without a session. */
export const PAGES: Record<string, PageRow> = {
  '/': { may: 'everyone' },
  '/login': { may: 'anyone' },
  '/setup': { may: 'anyone' },
  '/invite/[token]': { may: 'anyone', at: () => '/invite/none' },
  '/pipeline': { may: 'everyone' },
  '/pipeline/past': { may: 'everyone' },
  '/pipeline/past/changes': { may: 'everyone' },
  '/reports': { may: 'everyone' },
  '/reports/time': { may: 'everyone' },
  '/reports/funnel': { may: 'everyone' },
  '/reports/flow': { may: 'everyone' },
  '/reports/origins': { may: 'everyone' },
  '/reports/team': { may: 'everyone' },
  '/reports/targets': { may: 'everyone' },
  '/contacts': { may: 'everyone' },
  '/contacts/[id]': {
    may: 'everyone',
    at: ({ contactId }, isMissing) => `/contacts/${or(isMissing, contactId)}`,
  },
  '/contacts/trash': { may: 'everyone' },
  '/duplicates': { may: 'everyone' },
  '/segments': { may: 'everyone' },
  '/bulk': { may: 'everyone' },
  '/statuses': { may: 'everyone' },
  '/origins': { may: 'everyone' },
  '/groups': { may: 'everyone' },
  '/inbox': { may: 'everyone' },
  '/automations': { may: 'leads', shows: 'Nova automação' },
  '/automations/[id]': {
    may: 'leads',
    at: async ({ automationId }, isMissing) => `/automations/${or(isMissing, await automationId())}`,
    shows: 'id="card-trigger"',
  },
  '/tasks': { may: 'everyone' },
  '/notifications': { may: 'everyone' },
  '/imports': { may: 'leads', shows: 'drop-zone' },
  '/imports/[id]': {
    may: 'leads',
    at: async ({ importId }, isMissing) => `/imports/${or(isMissing, await importId('done'))}`,
    shows: 'import-actions',
  },
  '/automations/[id]/rehearsal': {
    may: 'leads',
    at: async (world, isMissing) => `/automations/${or(isMissing, await automationId(world))}/rehearsal`,
    shows: 'rehearsal-',
  },
  '/automations/[id]/runs': {
    may: 'leads',
    at: async ({ automationId }, isMissing) => `/automations/${or(isMissing, await automationId())}/runs`,
    shows: 'class="run-filters"',
  },
  '/settings': { may: 'everyone' },
  '/settings/profile': { may: 'everyone' },
  '/settings/members': { may: 'everyone' },
  '/settings/auto-lead': { may: 'leads', shows: 'name="reopening"' },
  '/settings/links': { may: 'everyone' },
  '/settings/fields': { may: 'admins', shows: 'Nenhum campo personalizado ainda' },
  '/settings/whatsapp/events': { may: 'admins', shows: 'class="webhook-filters"' },
  '/settings/workspace': { may: 'admins', shows: 'name="salesScope"' },
  '/settings/whatsapp': { may: 'admins', shows: 'name="optOutWords"' },
  '/settings/webhooks': { may: 'admins', shows: 'id="secret-title"' },
  '/settings/audit': { may: 'admins', shows: 'class="audit-filters"' },
};

export const HANDLERS: Record<string, PageRow> = {
  'GET /api/auth/[...nextauth]': { may: 'anyone', at: () => '/api/auth/csrf' },
  'POST /api/auth/[...nextauth]': { may: 'anyone', at: () => '/api/auth/signout' },
  'GET /api/health': { may: 'anyone' },
  'GET /api/ready': { may: 'anyone' },
  'GET /api/events': { may: 'everyone' },
  // Signed by Meta, not by a session: tests/app/_server/webhook.test.ts.
  'GET /api/webhooks/whatsapp': { may: 'anyone', answers: 403 },
  'POST /api/webhooks/whatsapp': { may: 'anyone' },
  'GET /api/conversations/thread': {
    may: 'everyone',
    at: ({ contactId }, isMissing) => `/api/conversations/thread?contactId=${or(isMissing, contactId)}`,
  },
  'GET /api/conversations/media': {
    may: 'everyone',
    // A text has no file: as missing as a message that is not there.
    at: async ({ messageId }) => `/api/conversations/media?id=${await messageId('queued')}`,
  },
  'GET /api/conversations/templates': {
    may: 'everyone',
    at: async ({ numberId }) => `/api/conversations/templates?numberId=${await numberId()}`,
  },
  'GET /api/conversations/texts': { may: 'everyone' },
  'GET /api/bulk/texts': { may: 'everyone' },
  'GET /api/conversations/unread': { may: 'everyone' },
  'GET /api/notifications/unread': { may: 'everyone' },
  'GET /api/search': { may: 'everyone', at: () => '/api/search?q=ana' },
  'GET /api/audit/export': { may: 'admins' },
  'GET /api/reports/[report]': {
    may: 'everyone',
    at: () => '/api/reports/time?format=csv&table=stays',
  },
  'GET /api/reports/targets': { may: 'everyone', at: () => '/api/reports/targets?format=csv&table=week' },
  'GET /api/targets/uses': {
    may: 'leads',
    at: ({ statusId }, isMissing) => `/api/targets/uses?kind=status&id=${or(isMissing, statusId)}`,
  },
  'GET /api/contacts/personal-data': {
    may: 'leads',
    at: ({ contactId }, isMissing) =>
      `/api/contacts/personal-data?id=${or(isMissing, contactId)}&format=json`,
  },
  'GET /api/contacts/export': {
    may: 'leads',
    at: () => '/api/contacts/export?format=csv&columns=id,firstName',
  },
  'GET /api/contacts/export/choices': { may: 'leads' },
  'GET /api/automations/explain': {
    may: 'leads',
    // An event that is not there: as missing as another workspace's.
    at: ({ contactId }, isMissing) =>
      `/api/automations/explain?contact=${or(isMissing, contactId)}&event=${MISSING}`,
  },
  'GET /api/automations/outlook': {
    may: 'leads',
    at: async ({ automationId }, isMissing) =>
      `/api/automations/outlook?id=${or(isMissing, await automationId())}`,
  },
  'GET /api/automations/sample': {
    may: 'leads',
    at: ({ contactId }, isMissing) => `/api/automations/sample?contactId=${or(isMissing, contactId)}`,
  },
  'GET /api/automations/uses': {
    may: 'leads',
    at: ({ statusId }, isMissing) => `/api/automations/uses?kind=status&id=${or(isMissing, statusId)}`,
  },
  'GET /api/bulk/recent': { may: 'everyone' },
  'GET /api/contacts/count': { may: 'everyone' },
  'GET /api/contacts/filter-options': { may: 'everyone' },
  'GET /api/contacts/duplicate': { may: 'everyone' },
  'GET /api/contacts/recall': {
    may: 'everyone',
    at: ({ contactId }, isMissing) => `/api/contacts/recall?ids=${or(isMissing, contactId)}`,
  },
  'GET /api/contacts/look-up': { may: 'everyone', at: () => '/api/contacts/look-up?q=ana' },
  'GET /api/contacts/merge-preview': {
    may: 'everyone',
    at: ({ contactId }, isMissing) =>
      `/api/contacts/merge-preview?intoId=${or(isMissing, contactId)}&fromId=${MISSING}`,
  },
  'GET /api/contacts/timeline': {
    may: 'everyone',
    at: ({ contactId }, isMissing) => `/api/contacts/timeline?id=${or(isMissing, contactId)}`,
  },
  'GET /api/links/qr': {
    may: 'everyone',
    at: async ({ linkId }, isMissing) => `/api/links/qr?format=svg&id=${or(isMissing, await linkId())}`,
  },
  'POST /api/imports/upload': { may: 'leads' },
  'GET /api/imports/rows': {
    may: 'leads',
    at: (_, isMissing) => `/api/imports/rows?outcome=created&id=${or(isMissing, 1)}`,
  },
  'GET /api/imports/template': { may: 'leads' },
  'GET /api/pipeline/cards': {
    may: 'everyone',
    at: ({ statusId }) => `/api/pipeline/cards?status=${statusId}&cursor=x`,
  },
  'GET /api/pipeline/changes': { may: 'everyone' },
  'GET /api/pipeline/columns': { may: 'everyone' },
  'GET /api/pipeline/past/column': {
    may: 'everyone',
    at: ({ statusId }) => `/api/pipeline/past/column?at=2026-01-01T12:00&status=${statusId}&cursor=x`,
  },
  'GET /api/pipeline/past/frames': { may: 'everyone' },
  'GET /api/pipeline/summary': { may: 'everyone' },
};
