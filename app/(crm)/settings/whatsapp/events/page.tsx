import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { AdminsOnly } from '#components/settings/admins-only.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { WebhookScreen } from '#components/webhooks/webhook-screen.tsx';
import { mayRole } from '#domain/authorize.ts';
import type { Ctx } from '#domain/ctx.ts';
import { DomainError } from '#domain/errors.ts';
import { parseWebhookFilter } from '#domain/webhooks/filter.ts';
import { countLeftWebhooks, listWebhooks } from '#domain/webhooks/list.ts';
import { readWebhook } from '#domain/webhooks/read.ts';
import { listNumbers } from '#domain/whatsapp/list-numbers.ts';
import { formatPhone } from '#lib/phone.ts';
import { idIn } from '#lib/query.ts';
import { replayWebhookAction, replayWebhooksAction } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('webhooks'))('title') };
}

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

const actions = { replay: replayWebhookAction, replayAll: replayWebhooksAction };

export default async function WebhooksPage({ searchParams }: Props) {
  const [{ ctx, person }, params, locale] = await Promise.all([requireSession(), searchParams, getLocale()]);
  if (!mayRole(person.role, 'webhook.read')) return <AdminsOnly />;
  const filter = parseWebhookFilter(params);
  const after = typeof params.after === 'string' ? params.after : null;
  const itemId = idIn(params.item);
  const [page, left, numbers, item] = await Promise.all([
    listWebhooks(ctx, { filter, after }).catch(refuse),
    countLeftWebhooks(ctx),
    listNumbers(ctx),
    itemId === null ? null : readWebhook(ctx, itemId).catch(refuse),
  ]);
  const names = new Map(
    numbers.map(({ name, displayPhone }) => [displayPhone, called(ctx, name, displayPhone)]),
  );
  return (
    <>
      <LiveRefresh subjects={['webhook', 'conversation']} />
      <ClientMessages names={['webhooks', 'problems', 'errors']}>
        <WebhookScreen
          filter={filter}
          after={after}
          entries={page.entries.map((entry) => ({
            ...entry,
            number: names.get(entry.number ?? '') ?? entry.number,
          }))}
          next={page.next}
          left={left}
          numbers={numbers.map(({ id, name, displayPhone }) => ({
            id,
            name: called(ctx, name, displayPhone),
          }))}
          item={item}
          actions={actions}
          reader={{ locale, timeZone: ctx.workspace.timeZone, now: Date.now() }}
        />
      </ClientMessages>
    </>
  );
}

const called = (ctx: Ctx, name: string, phone: string) => name || formatPhone(phone, ctx.workspace.country);

function refuse(error: unknown): never {
  if (error instanceof DomainError && (error.code === 'invalid' || error.code === 'not_found')) notFound();
  throw error;
}
