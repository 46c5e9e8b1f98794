'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { Dialog, DialogBody, DialogFooter } from '#components/ui/dialog.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { WebhookDetail } from '#domain/webhooks/read.ts';
import type { Moment } from '#lib/moment.ts';
import { Outcome } from './outcome.tsx';
import type { ReplayActions } from './types.ts';

type Shown = WebhookDetail & { received: Moment; processed: Moment | null };
type Props = { item: Shown | null; closeHref: string; replay: ReplayActions['replay'] };

/** One thing that a webhook told, as it came: text to be read, never more than that. */
export function WebhookDialog({ item, closeHref, replay }: Props) {
  const t = useTranslations('webhooks');
  const router = useRouter();
  // Still drawn while it closes; closed at once, before the address follows.
  const [last, setLast] = useState(item);
  const [closedId, setClosedId] = useState<number | null>(null);
  if (item && item !== last) setLast(item);
  if (!item && closedId !== null) setClosedId(null);
  function close() {
    setClosedId(item?.id ?? null);
    router.push(closeHref, { scroll: false });
  }
  return (
    <Dialog
      open={item !== null && item.id !== closedId}
      onOpenChange={(isOpen) => !isOpen && close()}
      title={last ? t(`kinds.${last.kind}`) : ''}
      size="large"
    >
      {last && (
        <>
          <DialogBody>
            <Facts item={last} />
            <h3 className="webhook-raw-title" id="webhook-raw">
              {t('raw')}
            </h3>
            {last.text === null ? (
              <p className="notice">{t('erased')}</p>
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by the keyboard
              <section className="webhook-raw" tabIndex={0} aria-labelledby="webhook-raw">
                <pre>{last.text}</pre>
              </section>
            )}
          </DialogBody>
          {isLeft(last) && last.text !== null && (
            <DialogFooter>
              <Replay id={last.id} replay={replay} onDone={close} />
            </DialogFooter>
          )}
        </>
      )}
    </Dialog>
  );
}

const isLeft = ({ outcome }: Shown) => outcome !== 'done' && outcome !== 'duplicate';

function Facts({ item }: { item: Shown }) {
  const t = useTranslations('webhooks');
  const { received, processed, wamid, phoneNumberId, accountId } = item;
  const ids = { wamid, phoneNumberId, accountId };
  return (
    <dl className="webhook-facts">
      <dt>{t('columns.outcome')}</dt>
      <dd>
        <Outcome {...item} />
      </dd>
      <dt>{t('columns.at')}</dt>
      <dd>
        <time dateTime={received.iso}>{received.exact}</time>
      </dd>
      {processed && (
        <>
          <dt>{t('processed')}</dt>
          <dd>
            <time dateTime={processed.iso}>{processed.exact}</time>
          </dd>
        </>
      )}
      {(['wamid', 'phoneNumberId', 'accountId'] as const).map(
        (name) =>
          ids[name] && (
            <div key={name} className="webhook-fact">
              <dt>{t(name)}</dt>
              <dd className="wrap-anywhere">{ids[name]}</dd>
            </div>
          ),
      )}
    </dl>
  );
}

function Replay({ id, replay, onDone }: { id: number; replay: ReplayActions['replay']; onDone: () => void }) {
  const t = useTranslations('webhooks');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(replay);
  async function again() {
    const result = await run({ id });
    if (!result.ok) return toast({ title: problems.sentence(result), tone: 'danger' });
    toast({ title: t('replayed', { count: result.value.count }) });
    onDone();
  }
  return (
    <>
      <span className="webhook-replay-hint">{t('replayHint')}</span>
      <Button variant="primary" pending={pending} onClick={again}>
        {t('replay')}
      </Button>
    </>
  );
}
