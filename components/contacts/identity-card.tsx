'use client';

import { Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { useWasOpened } from '#components/ui/use-was-opened.ts';
import type { Contact } from '#domain/contacts/get.ts';
import { IdentityItem } from './identity-item.tsx';
import type { IdentityView, MergeEntry } from './identity-view.ts';
import type { IdentityActions } from './types.ts';
import { useIdentityVerbs } from './use-identity-verbs.ts';

// Fetched when they are wanted.
const AddIdentity = lazy(() => import('./add-identity.tsx'));
const MoveIdentity = lazy(() => import('./move-identity.tsx'));
// Few were ever merged.
const MergedList = lazy(() => import('./merged-list.tsx'));

type Props = {
  contact: Pick<Contact, 'id' | 'version' | 'name'>;
  identities: IdentityView[];
  merges: MergeEntry[];
  actions: IdentityActions;
};

/** Everything that a person is recognised by, where it came from, and what to do about a wrong one. */
export function IdentityCard({ contact, identities, merges, actions }: Props) {
  const t = useTranslations('identities');
  const verbs = useIdentityVerbs(contact, actions);
  const [isAdding, setAdding] = useState(false);
  const [moving, setMoving] = useState<IdentityView | null>(null);
  const wasAdding = useWasOpened(isAdding);
  const wasMoving = useWasOpened(moving !== null);
  const isOnly = identities.length === 1;
  return (
    <section className="contact-card" aria-labelledby="identities-title">
      <header className="contact-card-header">
        <h2 id="identities-title">{t('title')}</h2>
        <Button size="small" variant="quiet" onClick={() => setAdding(true)}>
          <Plus />
          {t('add')}
        </Button>
      </header>
      <ul className="identities">
        {identities.map((identity) => (
          <IdentityItem
            key={`${identity.kind} ${identity.value}`}
            identity={identity}
            isOnly={isOnly}
            verbs={verbs}
            onMove={() => setMoving(identity)}
          />
        ))}
      </ul>
      <Suspense fallback={null}>
        {merges.length > 0 && <MergedList merges={merges} split={verbs.split} />}
      </Suspense>
      <Suspense fallback={null}>
        {wasAdding && (
          <AddIdentity open={isAdding} contact={contact} actions={actions} onClose={() => setAdding(false)} />
        )}
        {wasMoving && (
          <MoveIdentity
            identity={moving}
            contact={contact}
            actions={actions}
            verbs={verbs}
            onClose={() => setMoving(null)}
          />
        )}
      </Suspense>
    </section>
  );
}
