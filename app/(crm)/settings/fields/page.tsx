import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { FieldScreen } from '#components/fields/field-screen.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { Forbidden } from '#components/ui/forbidden.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { listFields } from '#domain/fields/list.ts';
import {
  createFieldAction,
  deleteFieldAction,
  getFieldUseAction,
  reorderFieldsAction,
  updateFieldAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('fields'))('title') };
}

const actions = {
  create: createFieldAction,
  update: updateFieldAction,
  reorder: reorderFieldsAction,
  remove: deleteFieldAction,
  use: getFieldUseAction,
};

export default async function FieldsPage() {
  const { ctx, person } = await requireSession();
  if (!mayRole(person.role, 'field.write')) return <NotYours />;
  const fields = await listFields(ctx);
  return (
    <>
      <LiveRefresh subjects={['field']} />
      <ClientMessages names={['fields', 'problems', 'errors']}>
        <FieldScreen fields={fields} actions={actions} />
      </ClientMessages>
    </>
  );
}

async function NotYours() {
  const [t, settings] = await Promise.all([getTranslations('fields'), getTranslations('settings')]);
  return (
    <Forbidden
      title={settings('forbiddenTitle')}
      back={{ href: '/settings/profile', words: settings('backToProfile') }}
    >
      {t('forbiddenBody')}
    </Forbidden>
  );
}
