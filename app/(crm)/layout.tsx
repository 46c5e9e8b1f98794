import type { ReactNode } from 'react';
import { isRailFolded } from '#app/_server/appearance.ts';
import { requireSession } from '#app/_server/auth.ts';
import { setAppearanceAction, signOutAction, switchWorkspaceAction } from '#app/_server/frame-actions.ts';
import { setPreferencesAction } from '#app/_server/preference-actions.ts';
import { BulkActivity } from '#components/bulk/activity.tsx';
import { UnreadBadge } from '#components/conversations/unread-badge.tsx';
import { Frame } from '#components/frame/frame.tsx';
import { LiveConnection } from '#components/live/live.tsx';
import { Bell } from '#components/notifications/bell.tsx';
import { AddressWatch } from '#components/ui/address-watch.tsx';
import { DensityProvider } from '#components/ui/density.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { cancelBulkAction, cancelBulkAutomationsAction, undoBulkAction } from './bulk/actions.ts';

/** Every page of a signed-in person. Pages check the session themselves too: a layout is not a gate. */
export default async function CrmLayout({ children }: { children: ReactNode }) {
  const { ctx, person, workspaces } = await requireSession();
  return (
    <DensityProvider isCompact={person.preferences.isCompact} remember={setPreferencesAction}>
      <ClientMessages names={['palette']}>
        <Frame
          person={person}
          workspace={ctx.workspace}
          workspaces={workspaces}
          theme={person.theme}
          railFolded={await isRailFolded()}
          newContactHref="/contacts?panel=new"
          bell={<Bell userId={person.userId} />}
          badges={{ inbox: <UnreadBadge /> }}
          actions={{
            setAppearance: setAppearanceAction,
            switchWorkspace: switchWorkspaceAction,
            signOut: signOutAction,
          }}
        >
          <LiveConnection />
          <AddressWatch />
          <BulkActivity
            actions={{
              undo: undoBulkAction,
              cancel: cancelBulkAction,
              cancelAutomations: cancelBulkAutomationsAction,
            }}
          />
          {children}
        </Frame>
      </ClientMessages>
    </DensityProvider>
  );
}
