'use server';

import { redirect } from 'next/navigation';
import { currentSession } from '#app/_server/auth.ts';
import { database } from '#app/_server/database.ts';
import { currentLocale, rememberLocale } from '#app/_server/locale.ts';
import { type OpenRequest, openAction, submitAction } from '#app/_server/open-action.ts';
import { endSession, replaceSessionCookie } from '#app/_server/session-cookie.ts';
import { DomainError, notFound } from '#domain/errors.ts';
import { acceptInvitation } from '#domain/members/accept-invitation.ts';
import { signIn } from '#domain/sessions/sign-in.ts';
import { setUp } from '#domain/setup/set-up.ts';
import { localPath } from '#lib/local-path.ts';

export const signInAction = openAction(enter, { keeps: ['email'] });
export const acceptInvitationAction = openAction(join, { keeps: ['name'] });
export const setUpAction = openAction(found, {
  keeps: ['workspaceName', 'name', 'email', 'statuses', 'origins'],
});
export const signOutAction = submitAction(leave);
export const setLocaleAction = submitAction(speak);

async function enter({ form, address }: OpenRequest): Promise<void> {
  const outcome = await signIn(database(), { email: form.email, password: form.password, address });
  if (!outcome.ok) throw asError(outcome);
  await replaceSessionCookie(outcome.token);
  redirect(localPath(form.callbackUrl));
}

async function join({ form, address }: OpenRequest): Promise<void> {
  const signedInUserId = (await currentSession())?.person.userId ?? null;
  const outcome = await acceptInvitation(database(), { token: form.token, form, signedInUserId, address });
  if (!outcome.ok) throw outcome.reason === 'gone' ? notFound() : asError(outcome);
  await replaceSessionCookie(outcome.sessionToken);
  redirect('/');
}

async function found({ form }: OpenRequest): Promise<void> {
  const { token, ...rest } = form;
  const facts = {
    ...rest,
    locale: await currentLocale(),
    statuses: [form.statuses ?? []].flat(),
    origins: [form.origins ?? []].flat(),
  };
  const { sessionToken } = await setUp(database(), { token, form: facts });
  await replaceSessionCookie(sessionToken);
  redirect('/');
}

async function leave(): Promise<void> {
  await endSession();
  redirect('/login');
}

function speak({ form }: OpenRequest): Promise<void> {
  return rememberLocale(form.locale);
}

type Refused = { reason: 'refused' } | { reason: 'limited'; retryAfterSeconds: number };

function asError(refused: Refused): DomainError {
  if (refused.reason === 'refused') return new DomainError('unauthenticated');
  const { retryAfterSeconds } = refused;
  return new DomainError('too_many', { details: { retryAfterSeconds } });
}
