import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FetchedMessages } from '#components/ui/fetched-messages.tsx';
import { IconButton } from '#components/ui/icon-button.tsx';
import type { BulkView } from '#domain/bulk/view.ts';
import { BulkAutomations } from './bulk-automations.tsx';
import { BulkProgress } from './bulk-progress.tsx';
import type { BulkVerbs } from './types.ts';
import { useBulkVerbs } from './use-verbs.ts';
import { useBulkWords } from './use-words.ts';

type Props = { bulks: BulkView[]; actions: BulkVerbs; onChange: () => void };

/** What `BulkActivity` shows; apart from it only to be fetched when it is wanted, and its texts with it. */
export default function ActivityView(props: Props) {
  return (
    <FetchedMessages from="/api/bulk/texts">
      <Acts {...props} />
    </FetchedMessages>
  );
}

function Acts({ bulks, actions, onChange }: Props) {
  const t = useTranslations('bulk');
  const [dismissed, setDismissed] = useState<string[]>([]);
  const keyOf = ({ id, state }: BulkView) => `${id} ${state}`;
  const shown = bulks.filter((bulk) => !dismissed.includes(keyOf(bulk)));
  if (shown.length === 0) return null;
  return (
    <section className="bulk-activity" aria-label={t('activity')}>
      {shown.map((bulk) => (
        <Act
          key={bulk.id}
          bulk={bulk}
          actions={actions}
          onChange={onChange}
          onDismiss={() => setDismissed([...dismissed, keyOf(bulk)])}
        />
      ))}
    </section>
  );
}

type ActProps = { bulk: BulkView; actions: BulkVerbs; onChange: () => void; onDismiss: () => void };

function Act({ bulk, actions, onChange, onDismiss }: ActProps) {
  const t = useTranslations('bulk');
  const words = useBulkWords();
  const verbs = useBulkVerbs(actions, onChange);
  const { state } = bulk;
  const isAtWork = state === 'queued' || state === 'running' || state === 'undoing';
  return (
    <div className="bulk-act">
      <div className="bulk-act-head">
        <Link prefetch={false} href="/bulk" className="bulk-act-title" data-tip={t('see')}>
          {words.what(bulk)}
        </Link>
        <span className="text-foreground-muted">{t(`states.${state}`)}</span>
        {(state === 'queued' || state === 'running') && (
          <Button size="small" pending={verbs.pending} onClick={() => verbs.stop(bulk.id)}>
            {t('stop')}
          </Button>
        )}
        {bulk.mayUndo && (
          <Button size="small" pending={verbs.pending} onClick={() => verbs.undo(bulk.id)}>
            {t('undo')}
          </Button>
        )}
        {!isAtWork && (
          <IconButton label={t('dismiss')} onClick={onDismiss}>
            <X />
          </IconButton>
        )}
      </div>
      {isAtWork ? (
        <BulkProgress bulk={bulk} now={Date.now()} />
      ) : (
        <p className="bulk-figures" role="status">
          {words.ending(bulk).join(' · ')}
        </p>
      )}
      <BulkAutomations bulk={bulk} actions={actions} onChange={onChange} />
    </div>
  );
}
