import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { pageAtCursor } from '#app/_server/page-at-cursor.ts';
import { ForbiddenAutomations } from '#components/automations/forbidden-automations.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { failedFilter, missWords } from '#components/runs/miss-words.ts';
import { RunScreen } from '#components/runs/run-screen.tsx';
import { runView } from '#components/runs/run-view.ts';
import { filterInWords } from '#components/segments/condition-words.ts';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { getAutomation } from '#domain/automations/get.ts';
import { getRun } from '#domain/automations/get-run.ts';
import { listMisses } from '#domain/automations/list-misses.ts';
import { countRuns, listRuns } from '#domain/automations/list-runs.ts';
import { parseRunsFilter, runsHref } from '#domain/automations/runs-filter.ts';
import { readFilterNames } from '#domain/contacts/filter-names.ts';
import { parseFilterTree } from '#domain/contacts/filter-tree.ts';
import { getContact } from '#domain/contacts/get.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { type Names, nameOf } from '#domain/names.ts';
import { idIn } from '#lib/query.ts';
import { cancelRunAction, continueRunAction, repeatRunAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('runs'))('title') };
}

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const actions = { cancel: cancelRunAction, repeat: repeatRunAction, resume: continueRunAction };
const entriesOf = ({ entries }: { entries: unknown[] }) => entries;
const NAMED = {
  status: 'statusId',
  origin: 'originId',
  member: 'userId',
  group: 'groupId',
  field: 'fieldId',
};

export default async function RunsPage({ params, searchParams }: Props) {
  const [{ ctx, person }, { id }, query] = await Promise.all([requireSession(), params, searchParams]);
  if (!mayRole(person.role, 'automation.read')) return <ForbiddenAutomations />;
  const automationId = idIn(id) ?? notFound();
  const filter = parseRunsFilter(query);
  const after = typeof query.after === 'string' ? query.after : null;
  const asked = { automationId, filter, after };
  const place = { cursor: after, firstPage: runsHref(automationId, filter) };
  const runId = idIn(query.run);
  const [automation, page, misses, totals, open, contact] = await Promise.all([
    getAutomation(ctx, { id: automationId }).catch(refuse),
    filter.list === 'runs' ? pageAtCursor(() => listRuns(ctx, asked), entriesOf, place) : null,
    filter.list === 'misses' ? pageAtCursor(() => listMisses(ctx, asked), entriesOf, place) : null,
    countRuns(ctx, automationId),
    runId === null ? null : getRun(ctx, { automationId, id: runId }).catch(refuse),
    filter.contactId === null ? null : getContact(ctx, { id: filter.contactId }).catch(() => null),
  ]);
  const spelt = [
    ...(misses?.entries ?? []).flatMap(({ detail }) => failedFilter(detail)),
    ...(open?.run.trail ?? []).flatMap(({ input }) =>
      typeof input.filter === 'string' ? [input.filter] : [],
    ),
  ];
  const { t, words, reader } = await readWords(ctx, spelt);
  return (
    <div className="page">
      <LiveRefresh subjects={['automation', 'run']} />
      <ClientMessages names={['runs', 'problems', 'errors']}>
        <RunScreen
          automation={automation}
          filter={filter}
          after={after}
          next={page?.next ?? misses?.next ?? null}
          runs={page?.entries ?? []}
          misses={(misses?.entries ?? []).map((miss) => ({ ...miss, words: missWords(miss, t, words) }))}
          totals={totals}
          contactName={contact?.name ?? null}
          run={open && runView(open.run, t, { ...words, named: namedBy(open.names) }, reader)}
          mayChange={mayRole(person.role, 'automation.write')}
          actions={actions}
          reader={reader}
        />
      </ClientMessages>
    </div>
  );
}

async function readWords(ctx: Ctx, spelt: string[]) {
  const trees = spelt.flatMap((one) => parseFilterTree(one) ?? []);
  const [t, filters, locale, names] = await Promise.all([
    getTranslations('runs'),
    getTranslations('filters'),
    getLocale(),
    readFilterNames(ctx, trees),
  ]);
  const { timeZone } = ctx.workspace;
  const filter = (one: string) => filterInWords(parseFilterTree(one), names, filters, locale).words;
  return { t, words: { filter, locale, timeZone }, reader: { locale, timeZone, now: Date.now() } };
}

function namedBy(names: Names) {
  return (kind: keyof typeof NAMED, id: unknown) =>
    typeof id === 'number' ? (nameOf(NAMED[kind], id, names) ?? `#${id}`) : '';
}

function refuse(error: unknown): never {
  if (error instanceof DomainError && (error.code === 'invalid' || error.code === 'not_found')) notFound();
  throw error;
}
