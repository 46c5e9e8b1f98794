'use server';

import { cookies } from 'next/headers';
import { setAppearance } from '#domain/members/set-appearance.ts';
import { signOut } from '#domain/sessions/sign-out.ts';
import { switchWorkspace } from '#domain/sessions/switch-workspace.ts';
import { action } from './action.ts';
import { sessionCookieName } from './auth.ts';

export const setAppearanceAction = action(setAppearance);

export const switchWorkspaceAction = action(async function switchTo(ctx, input) {
  await switchWorkspace(ctx, input, (await cookies()).get(sessionCookieName())?.value ?? '');
});

export const signOutAction = action(async function signOutHere(ctx) {
  const jar = await cookies();
  await signOut(ctx.db, jar.get(sessionCookieName())?.value ?? '');
  jar.delete(sessionCookieName());
});
