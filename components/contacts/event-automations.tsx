import { Workflow } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { lazy, Suspense, useId, useState } from 'react';
import type { ShownExplanation } from './event-explanations.tsx';

// Fetched with the first question.
const Explanations = lazy(() => import('./event-explanations.tsx'));

type Props = { contactId: number; eventId: number };
type Answer = { is: 'asking' | 'failed' } | { is: 'known'; list: ShownExplanation[] };

/** Beside an event: which automations it set off, and of the others why not. Asked when it is opened. */
export function EventAutomations({ contactId, eventId }: Props) {
  const t = useTranslations('events.automations');
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  async function toggle() {
    setOpen(!isOpen);
    if (isOpen) return;
    // What was still to be verified may be known by now: asked anew each time, and what is known stays in sight.
    if (answer?.is !== 'known') setAnswer({ is: 'asking' });
    const list = await ask(contactId, eventId);
    setAnswer(list ? { is: 'known', list } : { is: 'failed' });
  }
  return (
    <>
      <button
        type="button"
        className="event-automations"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={toggle}
      >
        <Workflow />
        {t('button')}
      </button>
      <div id={id} hidden={!isOpen} aria-live="polite">
        {answer?.is === 'asking' && <p className="timeline-changes">{t('asking')}</p>}
        {answer?.is === 'failed' && <p className="field-error">{t('failed')}</p>}
        {answer?.is === 'known' && (
          <Suspense fallback={null}>
            <Explanations list={answer.list} />
          </Suspense>
        )}
      </div>
    </>
  );
}

async function ask(contactId: number, eventId: number): Promise<ShownExplanation[] | null> {
  try {
    const response = await fetch(`/api/automations/explain?contact=${contactId}&event=${eventId}`);
    return response.ok ? await response.json() : null;
  } catch {
    return null;
  }
}
