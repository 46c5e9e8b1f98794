import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { AuditScreen } from '#components/audit/audit-screen.tsx';
import { AdminsOnly } from '#components/settings/admins-only.tsx';
import { parseAuditFilter } from '#domain/audit/filter.ts';
import { listAudit } from '#domain/audit/list.ts';
import { listAuditActors } from '#domain/audit/list-actors.ts';
import { mayRole } from '#domain/authorize.ts';
import { DomainError } from '#domain/errors.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('audit'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function AuditPage({ searchParams }: Props) {
  const [{ ctx, person }, params, locale] = await Promise.all([requireSession(), searchParams, getLocale()]);
  if (!mayRole(person.role, 'audit.read')) return <AdminsOnly />;
  const filter = parseAuditFilter(params);
  const after = typeof params.after === 'string' ? params.after : null;
  const [page, actors] = await Promise.all([
    listAudit(ctx, { filter, after }).catch(refuse),
    listAuditActors(ctx),
  ]);
  return (
    <AuditScreen
      filter={filter}
      entries={page.entries}
      next={page.next}
      isLaterPage={after !== null}
      actors={actors}
      reader={{ locale, timeZone: ctx.workspace.timeZone, now: Date.now() }}
    />
  );
}

function refuse(error: unknown): never {
  if (error instanceof DomainError && error.code === 'invalid') notFound();
  throw error;
}
