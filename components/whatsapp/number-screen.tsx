'use client';

import { MessageCircle, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { useLastKnown } from '#components/ui/use-last-known.ts';
import { usePanel } from '#components/ui/use-panel.ts';
import type { Tested } from '#domain/whatsapp/test-connection.ts';
import { DisconnectNumber } from './disconnect-number.tsx';
import { NumberCard } from './number-card.tsx';
import { NumberDialog } from './number-dialog.tsx';
import type { NumberActions, ShownNumber } from './types.ts';

type Props = { numbers: ShownNumber[]; actions: NumberActions };

/** The numbers of the workspace, and the pop-ups that change them. */
export function NumberScreen({ numbers, actions }: Props) {
  const t = useTranslations('whatsapp');
  const { panel, open, close } = usePanel();
  const [tests, setTests] = useState<Record<number, Tested>>({});
  const subjectId = Number(panel?.id);
  const subject = useLastKnown(
    numbers.find((number) => number.id === subjectId),
    subjectId,
  );
  const add = (
    <Button variant="primary" onClick={() => open('new')}>
      <Plus />
      {t('connect')}
    </Button>
  );
  return (
    <>
      <PageHeader
        title={t('title')}
        action={add}
        aside={
          <ButtonLink href="/settings/whatsapp/events" variant="quiet" prefetch={false}>
            {t('events')}
          </ButtonLink>
        }
      />
      {numbers.length > 0 ? (
        <ul className="number-list" aria-label={t('numbers')}>
          {numbers.map((number) => (
            <NumberCard
              key={number.id}
              number={number}
              actions={actions}
              tested={tests[number.id] ?? null}
              onTested={(tested) => setTests((before) => ({ ...before, [number.id]: tested }))}
              onAsk={open}
            />
          ))}
        </ul>
      ) : (
        <Empty icon={<MessageCircle />} title={t('empty')} action={add}>
          {t('emptyWhy')}
        </Empty>
      )}
      <NumberDialog
        open={panel?.name === 'new' || (panel?.name === 'edit' && subject !== undefined)}
        number={panel?.name === 'edit' ? subject : undefined}
        actions={actions}
        onTested={(id, tested) => setTests((before) => ({ ...before, [id]: tested }))}
        onClose={close}
      />
      <DisconnectNumber
        number={panel?.name === 'disconnect' ? subject : undefined}
        disconnect={actions.disconnect}
        onClose={close}
      />
    </>
  );
}
