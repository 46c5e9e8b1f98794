import {
  WEBHOOK_KINDS,
  WEBHOOK_OUTCOMES,
  type WebhookKind,
  type WebhookOutcome,
} from '#db/whatsapp-values.ts';
import { idIn, type QueryValue } from '#lib/query.ts';

/** What became of it; `left`: nothing, or not yet; `open`: it is still to do. */
export const WEBHOOK_STATES = ['left', 'open', ...WEBHOOK_OUTCOMES] as const;
export type WebhookState = 'left' | 'open' | WebhookOutcome;

/** Which things that webhooks told are meant. Nulls do not narrow. */
export type WebhookFilter = {
  state: WebhookState | null;
  kind: WebhookKind | null;
  /** Of a number of ours. */
  number: number | null;
};

type QueryParams = Record<string, QueryValue>;

/** Reads the filter from a page's query: `state`, `kind`, `number`. Never throws: what makes no sense is dropped. */
export function parseWebhookFilter(params: QueryParams): WebhookFilter {
  return {
    state: WEBHOOK_STATES.find((one) => one === params.state) ?? null,
    kind: WEBHOOK_KINDS.find((one) => one === params.kind) ?? null,
    number: idIn(params.number),
  };
}

/** The one spelling of a filter in an address. */
export function webhookParams(filter: WebhookFilter): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value !== null) params.set(name, String(value));
  return params;
}

/** The address of the list: filtered, after an entry that a cursor stands for, with one entry open. */
export function webhooksHref(
  filter: WebhookFilter,
  { after = null, item = null }: { after?: string | null; item?: number | null } = {},
): string {
  const params = webhookParams(filter);
  if (after !== null) params.set('after', after);
  if (item !== null) params.set('item', String(item));
  return params.size > 0 ? `/settings/whatsapp/events?${params}` : '/settings/whatsapp/events';
}
