import { getMessages } from 'next-intl/server';
import type { ReactNode } from 'react';
import { MoreMessages } from './more-messages.tsx';

/** Gives the client components inside the texts of the named namespaces, on top of those they already have. */
export async function ClientMessages({ names, children }: { names: string[]; children: ReactNode }) {
  const all = await getMessages();
  const chosen = Object.fromEntries(names.map((name) => [name, all[name]]));
  return <MoreMessages messages={chosen}>{children}</MoreMessages>;
}
