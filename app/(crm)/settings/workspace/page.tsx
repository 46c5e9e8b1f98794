import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { AdminsOnly } from '#components/settings/admins-only.tsx';
import { WorkspaceForm } from '#components/settings/workspace-form.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { mayRole } from '#domain/authorize.ts';
import { workspaceChoices } from '#domain/workspaces/choices.ts';
import { updateWorkspaceAction } from '../actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('workspace') };
}

export default async function WorkspacePage() {
  const { ctx, person } = await requireSession();
  if (!mayRole(person.role, 'workspace.manage')) return <AdminsOnly />;
  const [t, locale] = await Promise.all([getTranslations('settings'), getLocale()]);
  const { countries, timeZones } = workspaceChoices();
  const { workspace } = ctx;
  return (
    <>
      <PageHeader title={t('workspace')} />
      <section className="panel" aria-label={t('workspace')}>
        <ClientMessages names={['settings', 'problems', 'errors']}>
          <WorkspaceForm
            workspace={workspace}
            countries={named(countries, locale)}
            timeZones={[...new Set([...timeZones, workspace.timeZone])]}
            save={updateWorkspaceAction}
          />
        </ClientMessages>
      </section>
    </>
  );
}

/** Countries by their names in the reader's language, in its order. */
function named(codes: string[], locale: string): { code: string; name: string }[] {
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const { compare } = new Intl.Collator(locale);
  return codes
    .map((code) => ({ code, name: names.of(code) ?? code }))
    .toSorted((a, b) => compare(a.name, b.name));
}
