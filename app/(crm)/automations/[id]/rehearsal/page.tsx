import { ChevronLeft } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { ForbiddenAutomations } from '#components/automations/forbidden-automations.tsx';
import { RehearsalScreen } from '#components/automations/rehearsal-screen.tsx';
import { RehearsalWait } from '#components/automations/rehearsal-wait.tsx';
import { filterInWords } from '#components/segments/condition-words.ts';
import { ButtonLink } from '#components/ui/button.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { mayRole } from '#domain/authorize.ts';
import { getAutomation } from '#domain/automations/get.ts';
import { readOffered } from '#domain/automations/offered.ts';
import { readRehearsal } from '#domain/automations/read-rehearsal.ts';
import { parseRehearsalView } from '#domain/automations/rehearsal-view-rules.ts';
import { parseFilterTree } from '#domain/contacts/filter-tree.ts';
import { namesOf } from '#domain/contacts/option-names.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';

type Query = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rehearsal'))('title') };
}

/** The frame stands at once; the replay, which may take some seconds, comes after it. */
export default async function RehearsalPage({ params, searchParams }: Props) {
  const [{ ctx, person }, { id }, query] = await Promise.all([requireSession(), params, searchParams]);
  if (!mayRole(person.role, 'automation.read')) return <ForbiddenAutomations />;
  const [automation, t] = await Promise.all([
    getAutomation(ctx, { id }).catch(refuse),
    getTranslations('rehearsal'),
  ]);
  const again = `/automations/${automation.id}/rehearsal?since=${Date.now()}`;
  return (
    <div className="page">
      <div className="flow-head">
        <Link href={`/automations/${automation.id}`} className="back-link">
          <ChevronLeft className="lucide" aria-hidden />
          {automation.name}
        </Link>
        <PageHeader
          title={t('title')}
          action={
            <ButtonLink href={again} prefetch={false}>
              {t('again')}
            </ButtonLink>
          }
        />
      </div>
      <Suspense fallback={<RehearsalWait />}>
        <Replay ctx={ctx} id={automation.id} query={query} />
      </Suspense>
    </div>
  );
}

async function Replay({ ctx, id, query }: { ctx: Ctx; id: number; query: Query }) {
  const [found, choices, t, locale] = await Promise.all([
    readRehearsal(ctx, { id, params: query }).catch(refuse),
    readOffered(ctx),
    getTranslations('filters'),
    getLocale(),
  ]);
  const names = namesOf(choices);
  return (
    <RehearsalScreen
      found={found}
      view={parseRehearsalView(query)}
      choices={choices}
      filterWords={(filter) => filterInWords(parseFilterTree(filter), names, t, locale).words}
      reader={{ locale, timeZone: ctx.workspace.timeZone, now: Date.now() }}
    />
  );
}

function refuse(error: unknown): never {
  if (error instanceof DomainError && error.code !== 'forbidden') notFound();
  throw error;
}
