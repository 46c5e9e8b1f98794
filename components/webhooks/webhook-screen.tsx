import { ArrowLeft, Webhook } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ButtonLink } from '#components/ui/button.tsx';
import { CursorPages } from '#components/ui/cursor-pages.tsx';
import { Empty } from '#components/ui/empty.tsx';
import { PageHeader } from '#components/ui/page-header.tsx';
import { type WebhookFilter, webhookParams, webhooksHref } from '#domain/webhooks/filter.ts';
import type { WebhookEntry } from '#domain/webhooks/list.ts';
import type { WebhookDetail } from '#domain/webhooks/read.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { ReplayAll } from './replay-all.tsx';
import type { ReplayActions } from './types.ts';
import { WebhookDialog } from './webhook-dialog.tsx';
import { WebhookFilters } from './webhook-filters.tsx';
import { WebhookTable } from './webhook-table.tsx';

type Props = {
  filter: WebhookFilter;
  after: string | null;
  entries: WebhookEntry[];
  next: string | null;
  /** How many are left, up to 1,001. */
  left: number;
  numbers: { id: number; name: string }[];
  /** The one that is open. */
  item: WebhookDetail | null;
  actions: ReplayActions;
  reader: Reader;
};

/** /settings/whatsapp/events: everything that Meta told, and what became of it. */
export function WebhookScreen(props: Props) {
  const { filter, after, entries, next, left, numbers, item, actions, reader } = props;
  const t = useTranslations('webhooks');
  return (
    <>
      <a className="back-link" href="/settings/whatsapp">
        <ArrowLeft />
        {t('back')}
      </a>
      <PageHeader title={t('title')} aside={left > 0 && <ReplayAll left={left} replay={actions.replayAll} />}>
        <WebhookFilters filter={filter} numbers={numbers} />
      </PageHeader>
      {entries.length > 0 ? (
        <WebhookTable entries={entries} filter={filter} after={after} reader={reader} />
      ) : (
        <NothingFound isFiltered={webhookParams(filter).size > 0} />
      )}
      <CursorPages
        words={{ label: t('pages'), first: t('newest'), next: t('older') }}
        firstHref={after === null ? null : webhooksHref(filter)}
        nextHref={next ? webhooksHref(filter, { after: next }) : null}
      />
      <WebhookDialog
        item={
          item && {
            ...item,
            received: momentOf(item.receivedAt, reader),
            processed: item.processedAt && momentOf(item.processedAt, reader),
          }
        }
        closeHref={webhooksHref(filter, { after })}
        replay={actions.replay}
      />
    </>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  const t = useTranslations('webhooks');
  if (!isFiltered)
    return (
      <Empty icon={<Webhook />} title={t('empty')}>
        {t('emptyWhy')}
      </Empty>
    );
  return (
    <Empty
      icon={<Webhook />}
      title={t('noneFound')}
      action={<ButtonLink href="/settings/whatsapp/events">{t('clear')}</ButtonLink>}
    >
      {t('noneFoundWhy')}
    </Empty>
  );
}
