import { useTranslations } from 'next-intl';
import { type MouseEvent, useState, useTransition } from 'react';
import { ButtonLink } from '#components/ui/button.tsx';
import { ToneStyles } from '#components/ui/tone.tsx';
import { TimelineItem } from './timeline-item.tsx';
import type { ShownEvent, TimelineView } from './timeline-view.ts';

type Props = { contactId: number; first: TimelineView; isLaterPage: boolean; explains: boolean };

/** What happened to a contact, newest first; older pages are added below. */
export function Timeline({ contactId, first, isLaterPage, explains }: Props) {
  const t = useTranslations('contacts');
  const { events, next, tones, isLoading, hasFailed, loadOlder } = useOlder(contactId, first);
  return (
    <section className="contact-card" aria-labelledby="timeline-title">
      <header className="contact-card-header">
        <h2 id="timeline-title">{t('timeline')}</h2>
      </header>
      <ToneStyles tones={tones} />
      <ol className="timeline">
        {events.map((event) => (
          <TimelineItem key={event.id} event={event} explains={explains} />
        ))}
      </ol>
      {hasFailed && (
        <p className="field-error" role="alert">
          {t('moreFailed')}
        </p>
      )}
      {(next || isLaterPage) && (
        <div className="flex flex-wrap gap-2">
          {next && (
            <ButtonLink
              size="small"
              href={`/contacts/${contactId}?history=${next}`}
              prefetch={false}
              scroll={false}
              aria-busy={isLoading}
              onClick={(event: MouseEvent) => {
                event.preventDefault();
                loadOlder(next);
              }}
            >
              {t('olderEvents')}
            </ButtonLink>
          )}
          {isLaterPage && (
            <ButtonLink size="small" href={`/contacts/${contactId}`} prefetch={false} scroll={false}>
              {t('newestEvents')}
            </ButtonLink>
          )}
        </div>
      )}
    </section>
  );
}

type Older = Omit<TimelineView, 'next'> & { next: string | null | undefined };
const NONE: Older = { events: [], tones: [], next: undefined };

/** The first page as the server gives it, again and again, and below it what this window has loaded. */
function useOlder(contactId: number, first: TimelineView) {
  const [older, setOlder] = useState(NONE);
  const [hasFailed, setFailed] = useState(false);
  const [isLoading, startTransition] = useTransition();

  // Newer events push others off the first page: they stay known here.
  const [known, setKnown] = useState(first);
  if (known !== first && known.events[0]?.id !== first.events[0]?.id) {
    setKnown(first);
    setOlder((before) => ({ ...before, events: join(known.events, before.events) }));
  }

  const loadOlder = (cursor: string) =>
    startTransition(async () => {
      const page = await ask(contactId, cursor);
      setFailed(page === null);
      if (!page) return;
      setOlder((before) => ({
        events: join(before.events, page.events),
        tones: [...before.tones, ...page.tones],
        next: page.next,
      }));
    });

  return {
    events: join(first.events, older.events),
    tones: [...first.tones, ...older.tones],
    next: older.next === undefined ? first.next : older.next,
    isLoading,
    hasFailed,
    loadOlder,
  };
}

function join(newer: ShownEvent[], older: ShownEvent[]): ShownEvent[] {
  const all = new Map([...older, ...newer].map((event) => [event.id, event]));
  return [...all.values()].sort((a, b) => b.id - a.id);
}

async function ask(contactId: number, cursor: string): Promise<TimelineView | null> {
  try {
    const answer = await fetch(
      `/api/contacts/timeline?${new URLSearchParams({ id: String(contactId), cursor })}`,
    );
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
