import { ExternalLink, UserPlus, UserRoundCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAction } from '../forms/use-action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { useToast } from '../ui/toast.tsx';
import type { InboxActions, ShownPerson } from './types.ts';

type Props = { conversationId: number; person: ShownPerson; me: number; actions: InboxActions };

/** Whom the open conversation is with, and whose they become. */
export function InboxPerson({ conversationId, person, me, actions }: Props) {
  const t = useTranslations('inbox');
  const { contactId, name, phone, ownerId, ownerName } = person;
  return (
    <>
      <div className="min-w-0 flex-1">
        <h2 className="truncate">{name}</h2>
        <p className="truncate text-xs text-foreground-muted">
          {[phone === name ? '' : phone, contactId === null ? t('notContact') : (ownerName ?? t('noOwner'))]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {contactId === null && <MakeLead {...{ conversationId, name, actions }} />}
      {contactId !== null && ownerId === null && <Assign {...{ person, me, actions }} />}
      {contactId !== null && (
        <ButtonLink size="small" href={`/contacts/${contactId}`} prefetch={false}>
          <ExternalLink />
          {t('openContact')}
        </ButtonLink>
      )}
    </>
  );
}

function MakeLead({
  conversationId,
  name,
  actions,
}: Pick<Props, 'conversationId' | 'actions'> & { name: string }) {
  const t = useTranslations('inbox');
  const toast = useToast();
  const { run, pending } = useAction(actions.makeLead);
  async function make() {
    const result = await run({ conversationId });
    toast({ title: result.ok ? t('made', { name }) : t('failed') });
  }
  return (
    <Button size="small" variant="primary" pending={pending} onClick={make}>
      <UserPlus />
      {t('makeLead')}
    </Button>
  );
}

function Assign({ person, me, actions }: Pick<Props, 'person' | 'me' | 'actions'>) {
  const t = useTranslations('inbox');
  const toast = useToast();
  const { run, pending } = useAction(actions.setOwner);
  async function assign() {
    const result = await run({ id: person.contactId, version: person.version, ownerId: me });
    const failed = !result.ok && t(result.code === 'stale' ? 'stale' : 'failed');
    toast({ title: failed || t('assigned', { name: person.name }) });
  }
  return (
    <Button size="small" pending={pending} onClick={assign}>
      <UserRoundCheck />
      {t('assignToMe')}
    </Button>
  );
}
