import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { LinkScreen } from '#components/links/link-screen.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { listLinks } from '#domain/auto-lead/list-links.ts';
import { listNumberChoices } from '#domain/auto-lead/list-numbers.ts';
import { listOrigins } from '#domain/origins/list.ts';
import { momentOf } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';
import { archiveLinkAction, createLinkAction, updateLinkAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('links'))('title') };
}

const actions = { create: createLinkAction, update: updateLinkAction, archive: archiveLinkAction };

type Props = { searchParams: Promise<{ archived?: string | string[] }> };

export default async function LinksPage({ searchParams }: Props) {
  const [{ ctx, person }, { archived }, locale] = await Promise.all([
    requireSession(),
    searchParams,
    getLocale(),
  ]);
  const [links, origins, numbers] = await Promise.all([
    listLinks(ctx),
    listOrigins(ctx),
    listNumberChoices(ctx),
  ]);
  const { country, timeZone } = ctx.workspace;
  const reader = { locale, timeZone, now: Date.now() };
  return (
    <>
      <LiveRefresh subjects={['link', 'origin', 'number', 'contacts']} />
      <ClientMessages names={['links', 'problems', 'errors']}>
        <LinkScreen
          links={links.map(({ createdAt, ...link }) => ({
            ...link,
            phone: formatPhone(link.phone, country),
            created: momentOf(createdAt, reader),
          }))}
          showsArchived={archived === '1'}
          canWrite={mayRole(person.role, 'link.write')}
          choices={{
            origins: origins.filter(({ isArchived }) => !isArchived).map(({ id, name }) => ({ id, name })),
            numbers: numbers.map(({ id, name, phone }) => ({
              id,
              name: [name, formatPhone(phone, country)].filter(Boolean).join(' · '),
            })),
          }}
          actions={actions}
        />
      </ClientMessages>
    </>
  );
}
