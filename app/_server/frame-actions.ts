'use server';

import { cookies } from 'next/headers';
import { setAppearance } from '#domain/members/set-appearance.ts';
import { switchWorkspace } from '#domain/sessions/switch-workspace.ts';
import { action } from './action.ts';
import { sessionCookieName } from './auth.ts';
import { endSession } from './session-cookie.ts';

export const setAppearanceAction = action(setAppearance);

export const switchWorkspaceAction = action(async function switchTo(ctx, input) {
  await switchWorkspace(ctx, input, (await cookies()).get(sessionCookieName())?.value ?? '');
});

export const signOutAction = action(async function signOutHere() {
  await endSession();
});
