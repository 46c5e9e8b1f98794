/** Whose tasks: one's own, those of everybody whose contacts one sees, nobody's. */
export const TASK_OF = ['mine', 'everyone'] as const;
export type TaskOf = (typeof TASK_OF)[number] | 'none' | number;

/** Which of them: all that are to be done, those whose time has passed, those that are done. */
export const TASK_SHOWS = ['open', 'overdue', 'done'] as const;
export type TaskShow = (typeof TASK_SHOWS)[number];

/** The numbers on the tabs are exact up to here, and "999+" beyond. */
export const TASKS_COUNTED = 999;

/** What of a contact filter an address of tasks may say, as `parseContactFilter` reads it. */
const ABOUT = ['origin', 'owner', 'active', 'filter', 'segment'] as const;

/** Everything that the address of the list of tasks says. */
export type TaskQuery = {
  of: TaskOf;
  show: TaskShow;
  /** The contacts that they are about, as their list is asked for them; empty: any. */
  about: string;
  /** Where the page begins; null: the first one. */
  after: string | null;
};

type Params = Record<string, string | string[] | undefined>;

/** Reads the address of the list: `of` (also a member's id), `show`, `after`, and what narrows the contacts. Never throws. */
export function parseTaskQuery({ of, show, after, ...params }: Params): TaskQuery {
  return {
    of: readOf(of),
    show: TASK_SHOWS.find((one) => one === show) ?? 'open',
    about: aboutOf(params),
    after: typeof after === 'string' && after !== '' ? after : null,
  };
}

/** The one address of a list; what is usual is left out. */
export function tasksHref({ of, show, about, after }: TaskQuery): string {
  const params = new URLSearchParams();
  if (of !== 'mine') params.set('of', String(of));
  if (show !== 'open') params.set('show', show);
  for (const [name, value] of new URLSearchParams(about)) params.set(name, value);
  if (after !== null) params.set('after', after);
  return params.size > 0 ? `/tasks?${params}` : '/tasks';
}

/** The part of a query that narrows contacts, as `TaskQuery.about`. */
export function aboutOf(params: Params): string {
  const about = new URLSearchParams();
  for (const name of ABOUT) {
    const value = [params[name] ?? ''].flat().join(',');
    if (value !== '') about.set(name, value);
  }
  return about.toString();
}

function readOf(of: Params[string]): TaskOf {
  if (of === 'none') return 'none';
  const id = typeof of === 'string' && /^[1-9]\d{0,14}$/.test(of) ? Number(of) : null;
  return id ?? TASK_OF.find((one) => one === of) ?? 'mine';
}
