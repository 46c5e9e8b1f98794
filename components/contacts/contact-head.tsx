import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { Switch } from '#components/ui/switch.tsx';
import { Time } from '#components/ui/time.tsx';
import { ToneChip, ToneDot } from '#components/ui/tone.tsx';
import type { Contact } from '#domain/contacts/get.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import type { Moment } from '#lib/moment.ts';
import { ChoiceMenu } from './choice-menu.tsx';
import { DeleteContact } from './delete-contact.tsx';
import { MergeContact } from './merge-contact.tsx';
import { OptedOutBadge } from './opted-out.tsx';
import type { ContactActions, MergeActions } from './types.ts';
import { useActive } from './use-active.ts';
import type { useContactVerbs } from './use-contact-verbs.ts';

type Props = {
  contact: Contact;
  inStatusSince: Moment;
  choices: ContactChoices;
  verbs: ReturnType<typeof useContactVerbs>;
  actions: ContactActions;
  merging: MergeActions;
};

/** Who it is, where they stand, and what can be done with them as a whole. */
export function ContactHead({ contact, inStatusSince, choices, verbs, actions, merging }: Props) {
  const t = useTranslations('contacts');
  const active = useActive(actions.setActive);
  const { statusId } = verbs.shown;
  const statusName = choices.statuses.find((one) => one.id === statusId)?.name ?? contact.status.name;
  return (
    <header className="contact-head">
      <Link prefetch={false} className="back-link" href="/contacts">
        <ChevronLeft />
        {t('back')}
      </Link>
      <div className="contact-head-line">
        <h1 className="page-title wrap-anywhere">{contact.name}</h1>
        {contact.optedOutAt && <OptedOutBadge />}
        <ChoiceMenu
          label={t('columns.status')}
          title={t('moveTo')}
          shown={<ToneChip className={`tone-${statusId}`}>{statusName}</ToneChip>}
          value={String(statusId)}
          options={choices.statuses.map(({ id, name }) => ({
            value: String(id),
            label: name,
            dot: <ToneDot className={`tone-${id}`} />,
          }))}
          onChange={(value) => verbs.move(Number(value))}
        />
        <span className="text-foreground-muted">
          {t.rich('inStatusSince', {
            since: () => (
              <Time
                dateTime={inStatusSince.iso}
                relative={inStatusSince.relative}
                exact={inStatusSince.exact}
              />
            ),
          })}
        </span>
        <div className="contact-head-tools">
          <Switch
            label={t('fields.isActive')}
            checked={active.isOn(contact)}
            onChange={(event) => active.change(contact, event.target.checked)}
          />
          <MergeContact contact={contact} actions={merging} />
          <DeleteContact contact={contact} actions={actions} />
        </div>
      </div>
    </header>
  );
}
