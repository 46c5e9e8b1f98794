import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale } from 'next-intl/server';
import { cache } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { ContactView } from '#components/contacts/contact-view.tsx';
import { LiveRows } from '#components/contacts/live-rows.ts';
import { privacyView } from '#components/contacts/privacy-view.ts';
import { timelineView } from '#components/contacts/timeline-view.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { listConsents } from '#domain/consents/list.ts';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { type Contact, getContact } from '#domain/contacts/get.ts';
import { listContactChoices } from '#domain/contacts/list-choices.ts';
import { contactTimeline, type TimelinePage } from '#domain/contacts/timeline.ts';
import { DomainError } from '#domain/errors.ts';
import { deriveTones } from '#lib/colour.ts';
import { momentOf } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';
import {
  deleteContactAction,
  moveContactAction,
  restoreContactAction,
  setContactActiveAction,
  setContactOwnerAction,
  updateContactAction,
} from '../actions.ts';
import {
  eraseContactAction,
  giveConsentAction,
  optInAction,
  optOutAction,
  revokeConsentAction,
} from './actions.ts';

const actions = {
  update: updateContactAction,
  setOwner: setContactOwnerAction,
  setActive: setContactActiveAction,
  move: moveContactAction,
  remove: deleteContactAction,
  restore: restoreContactAction,
};

const privacyActions = {
  give: giveConsentAction,
  revoke: revokeConsentAction,
  optOut: optOutAction,
  optIn: optInAction,
  erase: eraseContactAction,
};

type Props = { params: Promise<{ id: string }>; searchParams: Promise<QueryParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readContact((await params).id)).name };
}

export default async function ContactPage({ params, searchParams }: Props) {
  const [{ ctx, person }, { id }, { history }, locale] = await Promise.all([
    requireSession(),
    params,
    searchParams,
    getLocale(),
  ]);
  const [contact, timeline, choices, consents] = await Promise.all([
    readContact(id),
    readTimeline(id, history),
    listContactChoices(ctx),
    listConsents(ctx, { id }).catch(refuse),
  ]);
  const { country, timeZone } = ctx.workspace;
  const reader = { locale, timeZone, now: Date.now() };
  return (
    <div className="page">
      <ToneStyles tones={choices.statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['status', 'origin', 'member']} />
      <LiveRows ids={[contact.id]} since={Date.now()} />
      <ClientMessages names={['contacts', 'events', 'privacy', 'problems', 'errors']}>
        <ContactView
          contact={contact}
          phone={contact.phone ? formatPhone(contact.phone, country) : ''}
          created={momentOf(contact.createdAt, reader)}
          inStatusSince={momentOf(contact.statusSince, reader)}
          choices={choices}
          timeline={timelineView(timeline, country, reader)}
          isLaterPage={history !== undefined}
          actions={actions}
          privacy={privacyView(person.role, contact, consents, reader)}
          privacyActions={privacyActions}
        />
      </ClientMessages>
    </div>
  );
}

/** Asked once a request, by title and page. A contact that is missing, deleted or another's looks the same. */
const readContact = cache(async (id: string): Promise<Contact> => {
  const { ctx } = await requireSession();
  return getContact(ctx, { id }).catch(refuse);
});

async function readTimeline(id: string, cursor: QueryParams[string]): Promise<TimelinePage> {
  const { ctx } = await requireSession();
  return contactTimeline(ctx, { id, cursor }).catch(refuse);
}

function refuse(error: unknown): never {
  if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'invalid')) notFound();
  throw error;
}
