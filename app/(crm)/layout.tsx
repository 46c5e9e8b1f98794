import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { requireSession } from '#app/_server/auth.ts';
import { setAppearanceAction, signOutAction, switchWorkspaceAction } from '#app/_server/frame-actions.ts';
import { Frame } from '#components/frame/frame.tsx';
import { RAIL_COOKIE } from '#components/frame/rail-cookie.ts';
import { LiveConnection } from '#components/live/live.tsx';

/** Every page of a signed-in person. Pages check the session themselves too: a layout is not a gate. */
export default async function CrmLayout({ children }: { children: ReactNode }) {
  const { ctx, person, workspaces } = await requireSession();
  const isRailFolded = (await cookies()).get(RAIL_COOKIE)?.value === '1';
  return (
    <Frame
      person={person}
      workspace={ctx.workspace}
      workspaces={workspaces}
      theme={person.theme}
      railFolded={isRailFolded}
      newContactHref="/contacts?panel=new"
      actions={{
        setAppearance: setAppearanceAction,
        switchWorkspace: switchWorkspaceAction,
        signOut: signOutAction,
      }}
    >
      <LiveConnection />
      {children}
    </Frame>
  );
}
