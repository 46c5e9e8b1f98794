import { RUN_STATES, type RunState } from '#db/automation-values.ts';
import { dayIn, idIn, type QueryValue } from '#lib/query.ts';

/** What the page lists: runs, or what started none. */
export const RUN_LISTS = ['runs', 'misses'] as const;
type RunList = (typeof RUN_LISTS)[number];

/** Which runs of an automation are meant. Nulls do not narrow. */
export type RunsFilter = {
  list: RunList;
  state: RunState | null;
  contactId: number | null;
  /** First and last day, YYYY-MM-DD, in the workspace's time zone. */
  from: string | null;
  to: string | null;
};

/** Nothing narrowed. */
export const EVERY_RUN = { list: 'runs', state: null, contactId: null, from: null, to: null } as const;

type QueryParams = Record<string, QueryValue>;

/** Reads the filter from a page's query: `list`, `state`, `contact`, `from`, `to`. Never throws: what makes no sense is dropped. */
export function parseRunsFilter(params: QueryParams): RunsFilter {
  const list = RUN_LISTS.find((one) => one === params.list) ?? 'runs';
  return {
    list,
    state: list === 'runs' ? (RUN_STATES.find((one) => one === params.state) ?? null) : null,
    contactId: idIn(params.contact),
    from: dayIn(params.from),
    to: dayIn(params.to),
  };
}

/** The one spelling of a filter in an address. */
export function runsParams({ list, state, contactId, from, to }: RunsFilter): URLSearchParams {
  const params = new URLSearchParams();
  if (list !== 'runs') params.set('list', list);
  const narrowing = { state, contact: contactId, from, to };
  for (const [name, value] of Object.entries(narrowing)) if (value !== null) params.set(name, String(value));
  return params;
}

/** The address of an automation's runs: filtered, after an entry that a cursor stands for, with one run open. */
export function runsHref(
  automationId: number,
  filter: RunsFilter,
  { after = null, run = null }: { after?: string | null; run?: number | null } = {},
): string {
  const params = runsParams(filter);
  if (after !== null) params.set('after', after);
  if (run !== null) params.set('run', String(run));
  const path = `/automations/${automationId}/runs`;
  return params.size > 0 ? `${path}?${params}` : path;
}
