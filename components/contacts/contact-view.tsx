'use client';

import type { ReactNode } from 'react';
import type { Contact } from '#domain/contacts/get.ts';
import type { ContactChoices } from '#domain/contacts/list-choices.ts';
import type { Moment } from '#lib/moment.ts';
import { ContactDetails } from './contact-details.tsx';
import { ContactHead } from './contact-head.tsx';
import { CustomFields } from './custom-fields.tsx';
import { GroupCard } from './group-card.tsx';
import { NotesCard } from './notes-card.tsx';
import { PrivacyCard } from './privacy-card.tsx';
import type { PrivacyActions, PrivacyView } from './privacy-view.ts';
import { Timeline } from './timeline.tsx';
import type { TimelineView } from './timeline-view.ts';
import type { ContactActions, CustomTexts, GroupActions, MergeActions } from './types.ts';
import { useContactVerbs } from './use-contact-verbs.ts';

type Props = {
  contact: Contact;
  phone: string;
  created: Moment;
  inStatusSince: Moment;
  choices: ContactChoices;
  /** Its answers to custom fields, and the groups it is in. */
  customTexts: CustomTexts;
  groups: { id: number; name: string }[];
  timeline: TimelineView;
  /** Only a later page of the history is shown: without JavaScript, there is no adding to the first. */
  isLaterPage: boolean;
  /** Whether it can be asked which automations something set off. */
  explains: boolean;
  /** What was said with the person, and where to answer. */
  talk: ReactNode;
  /** What there is to do for the person. */
  tasks: ReactNode;
  /** Below what is known of the person: cards of their own. */
  cameBy?: ReactNode;
  aside?: ReactNode;
  actions: ContactActions;
  privacy: PrivacyView;
  privacyActions: PrivacyActions;
  merging: MergeActions;
  groupActions: GroupActions;
};

/** The whole of /contacts/[id] below the frame. */
export function ContactView({ contact, choices, actions, ...rest }: Props) {
  const verbs = useContactVerbs(contact, choices, actions);
  const shared = { contact, choices, actions, verbs };
  return (
    <>
      <ContactHead {...shared} inStatusSince={rest.inStatusSince} merging={rest.merging} />
      <div className="contact-columns">
        <div className="contact-talk">{rest.talk}</div>
        <div className="contact-aside">
          <ContactDetails {...shared} phone={rest.phone} created={rest.created} />
          <CustomFields
            contact={contact}
            fields={choices.fields}
            texts={rest.customTexts}
            update={actions.update}
          />
          <GroupCard
            contactId={contact.id}
            groups={rest.groups}
            all={choices.groups}
            actions={rest.groupActions}
          />
          {rest.cameBy}
          {rest.aside}
          <PrivacyCard contact={contact} view={rest.privacy} actions={rest.privacyActions} />
        </div>
        <div className="contact-rest">
          {rest.tasks}
          <NotesCard contact={contact} update={actions.update} />
          <Timeline
            contactId={contact.id}
            first={rest.timeline}
            isLaterPage={rest.isLaterPage}
            explains={rest.explains}
          />
        </div>
      </div>
    </>
  );
}
