/** Whose tasks: one's own, those of everybody whose contacts one sees. */
export const TASK_OF = ['mine', 'everyone'] as const;
export type TaskOf = (typeof TASK_OF)[number];

/** Which of them: all that are to be done, those whose time has passed, those that are done. */
export const TASK_SHOWS = ['open', 'overdue', 'done'] as const;
export type TaskShow = (typeof TASK_SHOWS)[number];

/** The numbers on the tabs are exact up to here, and "999+" beyond. */
export const TASKS_COUNTED = 999;

/** Everything that the address of the list of tasks says. */
export type TaskQuery = {
  of: TaskOf;
  show: TaskShow;
  /** Where the page begins; null: the first one. */
  after: string | null;
};

type Params = Record<string, string | string[] | undefined>;

/** Reads the address of the list: `of`, `show`, `after`. Never throws. */
export function parseTaskQuery({ of, show, after }: Params): TaskQuery {
  return {
    of: TASK_OF.find((one) => one === of) ?? 'mine',
    show: TASK_SHOWS.find((one) => one === show) ?? 'open',
    after: typeof after === 'string' && after !== '' ? after : null,
  };
}

/** The one address of a list; what is usual is left out. */
export function tasksHref({ of, show, after }: TaskQuery): string {
  const params = new URLSearchParams();
  if (of !== 'mine') params.set('of', of);
  if (show !== 'open') params.set('show', show);
  if (after !== null) params.set('after', after);
  return params.size > 0 ? `/tasks?${params}` : '/tasks';
}
