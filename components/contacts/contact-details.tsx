import { MessageCircle } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Avatar } from '#components/ui/avatar.tsx';
import { IconLink } from '#components/ui/icon-button.tsx';
import { Time } from '#components/ui/time.tsx';
import { CONTACT_TYPES, type ContactType } from '#db/values.ts';
import type { Contact } from '#domain/contacts/get.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import type { Moment } from '#lib/moment.ts';
import { ChoiceMenu } from './choice-menu.tsx';
import { EditField } from './edit-field.tsx';
import type { ContactActions } from './types.ts';
import type { useContactVerbs } from './use-contact-verbs.ts';

type Props = {
  contact: Contact;
  /** As people of the workspace's country write it. */
  phone: string;
  created: Moment;
  choices: ContactChoices;
  verbs: ReturnType<typeof useContactVerbs>;
  actions: ContactActions;
};

/** Everything known about a person, each fact edited where it stands. */
export function ContactDetails({ contact, phone, created, choices, verbs, actions }: Props) {
  const t = useTranslations('contacts');
  const { update } = actions;
  return (
    <section className="contact-card" aria-labelledby="details-title">
      <header className="contact-card-header">
        <h2 id="details-title">{t('details')}</h2>
      </header>
      <dl className="details">
        <EditField contact={contact} field="firstName" text={contact.firstName} update={update} />
        <EditField contact={contact} field="lastName" text={contact.lastName} update={update} />
        <EditField
          contact={contact}
          field="phone"
          text={phone}
          href={`tel:+${contact.phone}`}
          aside={contact.phone && <WhatsAppLink digits={contact.phone} />}
          input={{ type: 'tel', inputMode: 'tel' }}
          update={update}
        />
        <EditField
          contact={contact}
          field="email"
          text={contact.email ?? ''}
          href={`mailto:${encodeURIComponent(contact.email ?? '').replace('%40', '@')}`}
          input={{ type: 'email', inputMode: 'email', spellCheck: false, autoCapitalize: 'none' }}
          update={update}
        />
        <EditField contact={contact} field="company" text={contact.company} update={update} />
        <EditField
          contact={contact}
          field="website"
          text={contact.website.replace(/^https?:\/\//, '')}
          href={contact.website}
          input={{ inputMode: 'url', spellCheck: false, autoCapitalize: 'none' }}
          update={update}
        />
        <Choices contact={contact} choices={choices} verbs={verbs} />
        <Detail label={t('columns.created')}>
          <Time dateTime={created.iso} relative={created.relative} exact={created.exact} />
        </Detail>
        <Detail label={t('columns.id')}>
          <span className="tabular-nums">{contact.id}</span>
        </Detail>
      </dl>
    </section>
  );
}

function Choices({ contact, choices, verbs }: Pick<Props, 'contact' | 'choices' | 'verbs'>) {
  const t = useTranslations('contacts');
  const { shown } = verbs;
  const owner = choices.members.find((member) => member.id === shown.ownerId);
  const ownerName = owner?.name ?? contact.owner?.name ?? t('noOwner');
  const origin = choices.origins.find((one) => one.id === shown.originId)?.name ?? contact.originName;
  const members = choices.members.filter((member) => member.isActive || member.id === contact.ownerId);
  const origins = choices.origins.filter((one) => !one.isArchived || one.id === contact.originId);
  const options = (list: { id: number; name: string }[]) =>
    list.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <>
      <Detail label={t('columns.owner')}>
        <ChoiceMenu
          label={t('columns.owner')}
          shown={
            <>
              {shown.ownerId !== null && <Avatar name={ownerName} size="small" />}
              <span className="truncate">{shown.ownerId === null ? t('noOwner') : ownerName}</span>
            </>
          }
          value={String(shown.ownerId ?? '')}
          options={[{ value: '', label: t('noOwner') }, ...options(members)]}
          onChange={(value) => verbs.give(value ? Number(value) : null)}
        />
      </Detail>
      <Detail label={t('columns.origin')}>
        <ChoiceMenu
          label={t('columns.origin')}
          shown={<span className="truncate">{origin}</span>}
          value={String(shown.originId)}
          options={options(origins)}
          onChange={(value) => verbs.choose({ originId: Number(value) })}
        />
      </Detail>
      <Detail label={t('columns.type')}>
        <ChoiceMenu
          label={t('columns.type')}
          shown={t(`types.${shown.type}`)}
          value={shown.type}
          options={CONTACT_TYPES.map((type) => ({ value: type, label: t(`types.${type}`) }))}
          onChange={(value) => verbs.choose({ type: value as ContactType })}
        />
      </Detail>
    </>
  );
}

function Detail({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="detail">
      <dt>{label}</dt>
      <dd>
        <div className="detail-value">{children}</div>
      </dd>
    </div>
  );
}

function WhatsAppLink({ digits }: { digits: string }) {
  const t = useTranslations('contacts');
  return (
    <IconLink
      size="small"
      label={t('opensTab', { text: t('whatsapp') })}
      href={`https://wa.me/${digits}`}
      prefetch={false}
      target="_blank"
      rel="noopener noreferrer"
    >
      <MessageCircle />
    </IconLink>
  );
}
