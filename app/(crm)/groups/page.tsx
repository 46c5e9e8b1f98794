import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { GroupScreen } from '#components/groups/group-screen.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { listGroupsWithTotals } from '#domain/groups/list.ts';
import { mayChangeGroup } from '#domain/groups/rules.ts';
import { foldForSearch } from '#lib/text.ts';
import { createGroupAction, deleteGroupAction, renameGroupAction, restoreGroupAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('groups'))('title') };
}

const actions = {
  create: createGroupAction,
  rename: renameGroupAction,
  remove: deleteGroupAction,
  restore: restoreGroupAction,
};

type Props = { searchParams: Promise<{ q?: string | string[] }> };

export default async function GroupsPage({ searchParams }: Props) {
  const { ctx, person } = await requireSession();
  const query = String((await searchParams).q ?? '')
    .slice(0, 100)
    .trim();
  const groups = (await listGroupsWithTotals(ctx)).map((group) => ({
    ...group,
    mayChange: mayChangeGroup(person, group),
  }));
  const sought = foldForSearch(query);
  return (
    <div className="page">
      <LiveRefresh subjects={['group']} />
      <ClientMessages names={['groups', 'problems', 'errors']}>
        <GroupScreen
          all={groups}
          found={groups.filter(({ name }) => foldForSearch(name).includes(sought))}
          query={query}
          seesAutomations={mayRole(person.role, 'automation.read')}
          actions={actions}
        />
      </ClientMessages>
    </div>
  );
}
