import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { ForbiddenImports } from '#components/imports/forbidden-imports.tsx';
import { ImportListScreen } from '#components/imports/import-list-screen.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { DomainError } from '#domain/errors.ts';
import { listImports } from '#domain/imports/list.ts';
import { momentOf } from '#lib/moment.ts';
import { startUploadAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('imports'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ImportsPage({ searchParams }: Props) {
  const [{ ctx, person }, { after }, locale] = await Promise.all([
    requireSession(),
    searchParams,
    getLocale(),
  ]);
  if (!mayRole(person.role, 'import.read')) return <ForbiddenImports />;
  const cursor = typeof after === 'string' ? after : null;
  const page = await listImports(ctx, { cursor }).catch((error: unknown) => {
    // A forged cursor is the first page.
    if (error instanceof DomainError && error.fields.cursor) return listImports(ctx, {});
    throw error;
  });
  const reader = { locale, timeZone: ctx.workspace.timeZone, now: Date.now() };
  return (
    <div className="page">
      <LiveRefresh subjects={['import']} />
      <ClientMessages names={['imports', 'problems', 'errors']}>
        <ImportListScreen
          rows={page.rows.map(({ id, state, fileName, rowCount, counts, createdBy, createdAt }) => ({
            id,
            state,
            fileName,
            rowCount,
            counts,
            byName: createdBy.name,
            created: momentOf(createdAt, reader),
          }))}
          nextHref={page.next && `/imports?after=${page.next}`}
          isLaterPage={cursor !== null}
          startUpload={startUploadAction}
        />
      </ClientMessages>
    </div>
  );
}
