import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { threadActions, threadFor } from '#app/_server/thread.ts';
import { ContactView } from '#components/contacts/contact-view.tsx';
import { customTexts } from '#components/contacts/custom-view.ts';
import { IdentityCard } from '#components/contacts/identity-card.tsx';
import { identityView } from '#components/contacts/identity-view.ts';
import { LiveRows } from '#components/contacts/live-rows.ts';
import { privacyView } from '#components/contacts/privacy-view.ts';
import { timelineView } from '#components/contacts/timeline-view.ts';
import { TouchCard } from '#components/contacts/touch-card.tsx';
import { touchesView } from '#components/contacts/touch-view.ts';
import { TalkCard } from '#components/conversations/talk-card.tsx';
import { LiveRefresh } from '#components/live/live.tsx';
import { TaskCard } from '#components/tasks/task-card.tsx';
import { taskViews } from '#components/tasks/task-view.ts';
import { ClientMessages } from '#components/ui/messages.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { mayRole } from '#domain/authorize.ts';
import { listTouches } from '#domain/auto-lead/list-touches.ts';
import { listConsents } from '#domain/consents/list.ts';
import type { QueryParams } from '#domain/contacts/filter.ts';
import { findSurvivor } from '#domain/contacts/find-survivor.ts';
import { type Contact, getContact } from '#domain/contacts/get.ts';
import { type ContactChoices, listContactChoices } from '#domain/contacts/list-choices.ts';
import { listIdentities } from '#domain/contacts/list-identities.ts';
import { listContactMerges } from '#domain/contacts/list-merges.ts';
import { contactTimeline, type TimelinePage } from '#domain/contacts/timeline.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { listGroupsOf } from '#domain/groups/list.ts';
import { listTasksOf } from '#domain/tasks/list.ts';
import { deriveTones } from '#lib/colour.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { formatPhone } from '#lib/phone.ts';
import { addToGroupAction, createGroupAction, removeFromGroupAction } from '../../groups/actions.ts';
import {
  addTaskAction,
  changeTaskAction,
  completeTaskAction,
  deleteTaskAction,
  reopenTaskAction,
} from '../../tasks/actions.ts';
import {
  addIdentityAction,
  deleteContactAction,
  mergeContactsAction,
  moveContactAction,
  moveIdentityAction,
  moveIdentityToNewAction,
  removeIdentityAction,
  restoreContactAction,
  setContactActiveAction,
  setContactOwnerAction,
  setMainIdentityAction,
  splitContactAction,
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

const identityActions = {
  add: addIdentityAction,
  remove: removeIdentityAction,
  setMain: setMainIdentityAction,
  move: moveIdentityAction,
  moveToNew: moveIdentityToNewAction,
  merge: mergeContactsAction,
  split: splitContactAction,
};

const taskActions = {
  add: addTaskAction,
  change: changeTaskAction,
  complete: completeTaskAction,
  reopen: reopenTaskAction,
  remove: deleteTaskAction,
};

const groupActions = {
  add: addToGroupAction,
  remove: removeFromGroupAction,
  create: createGroupAction,
};

type Props = { params: Promise<{ id: string }>; searchParams: Promise<QueryParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await readContact((await params).id)).name };
}

export default async function ContactPage({ params, searchParams }: Props) {
  const [{ ctx, person }, { id }, { history, merged }, locale] = await Promise.all([
    requireSession(),
    params,
    searchParams,
    getLocale(),
  ]);
  const contact = await readContact(id);
  const parts = await readParts(ctx, id, history);
  const { choices, merges } = parts;
  const { country, timeZone } = ctx.workspace;
  const reader = { locale, timeZone, now: Date.now() };
  const identities = identityView(parts.identities, merges, country, reader);
  return (
    <div className="page">
      <Standing contactId={contact.id} statuses={choices.statuses} />
      <ClientMessages
        names={[
          'contacts',
          'conversation',
          'identities',
          'merging',
          'picker',
          'touches',
          'events',
          'privacy',
          'tasks',
          'problems',
          'errors',
        ]}
      >
        <CameFrom from={merges.find(({ fromId }) => String(fromId) === merged)} />
        <ContactView
          contact={contact}
          phone={contact.phone ? formatPhone(contact.phone, country) : ''}
          created={momentOf(contact.createdAt, reader)}
          inStatusSince={momentOf(contact.statusSince, reader)}
          choices={choices}
          customTexts={customTexts(choices.fields, contact.fields, locale)}
          groups={parts.groups.map(({ id, name }) => ({ id, name }))}
          timeline={timelineView(parts.timeline, country, reader)}
          isLaterPage={history !== undefined}
          tasks={<Tasks id={contact.id} members={choices.members} reader={reader} />}
          explains={mayRole(person.role, 'automation.read')}
          talk={<TalkCard contactId={contact.id} first={parts.thread} actions={threadActions} />}
          actions={actions}
          privacy={privacyView(person.role, contact, parts.consents, reader)}
          privacyActions={privacyActions}
          merging={identityActions}
          cameBy={<CameBy id={contact.id} reader={reader} />}
          aside={<IdentityCard contact={contact} {...identities} actions={identityActions} />}
          groupActions={groupActions}
        />
      </ClientMessages>
    </div>
  );
}

/** Where the contact came from, as every arrival told it. */
async function CameBy({ id, reader }: { id: number; reader: Reader }) {
  const { ctx, person } = await requireSession();
  const touches = await listTouches(ctx, { id }).catch(refuse);
  const mayManage = mayRole(person.role, 'auto_lead.manage');
  return <TouchCard view={touchesView(touches, ctx.workspace.country, reader, mayManage)} />;
}

type TasksProps = { id: number; members: ContactChoices['members']; reader: Reader };

/** What there is to do for the contact. */
async function Tasks({ id, members, reader }: TasksProps) {
  const { ctx } = await requireSession();
  const { open, done } = await listTasksOf(ctx, id).catch(refuse);
  return (
    <TaskCard
      contactId={id}
      open={taskViews(open, reader)}
      done={taskViews(done, reader)}
      members={members}
      actions={taskActions}
    />
  );
}

/** Everything that the page shows beside the contact itself, who comes first: whoever was merged into somebody else is found there. */
async function readParts(ctx: Ctx, id: string, history: QueryParams[string]) {
  const [timeline, choices, consents, identities, merges, groups, thread] = await Promise.all([
    readTimeline(id, history),
    listContactChoices(ctx),
    listConsents(ctx, { id }).catch(refuse),
    listIdentities(ctx, { id }).catch(refuse),
    listContactMerges(ctx, { id }).catch(refuse),
    listGroupsOf(ctx, Number(id)),
    threadFor(ctx, { contactId: id }).catch(refuse),
  ]);
  return { timeline, choices, consents, identities, merges, groups, thread };
}

type StandingProps = { contactId: number; statuses: { id: number; colour: string }[] };

/** The colours of the page, and what it hears of live. */
function Standing({ contactId, statuses }: StandingProps) {
  return (
    <>
      <ToneStyles tones={statuses.map(({ id, colour }) => ({ key: id, ...deriveTones(colour) }))} />
      <LiveRefresh subjects={['status', 'origin', 'member', 'field', 'group']} />
      <LiveRows ids={[contactId]} since={Date.now()} />
    </>
  );
}

/** Said to whoever followed the address of a contact that was merged into this one. */
async function CameFrom({ from }: { from: { name: string; fromId: number } | undefined }) {
  if (!from) return null;
  const t = await getTranslations('identities');
  return (
    <p className="notice" role="status">
      {t('cameFrom', { name: from.name || `#${from.fromId}`, id: String(from.fromId) })}
    </p>
  );
}

/**
 * Asked once a request, by title and page. A contact that is missing, deleted or another's looks the same; one that was merged leads to the one
 * that it is by now.
 */
const readContact = cache(async (id: string): Promise<Contact> => {
  const { ctx } = await requireSession();
  return getContact(ctx, { id }).catch(async (error: unknown) => {
    const survivor = await findSurvivor(ctx, { id }).catch(() => null);
    if (survivor !== null) redirect(`/contacts/${survivor}?merged=${Number(id)}`);
    return refuse(error);
  });
});

async function readTimeline(id: string, cursor: QueryParams[string]): Promise<TimelinePage> {
  const { ctx } = await requireSession();
  return contactTimeline(ctx, { id, cursor }).catch(refuse);
}

function refuse(error: unknown): never {
  if (error instanceof DomainError && (error.code === 'not_found' || error.code === 'invalid')) notFound();
  throw error;
}
