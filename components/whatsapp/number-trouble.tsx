import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Button } from '#components/ui/button.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { NumberHealth } from '#domain/whatsapp/number-rules.ts';
import type { NumberActions, ShownNumber } from './types.ts';
import { useCallFailure } from './use-call-failure.ts';

type Props = { number: ShownNumber; resume: NumberActions['resume'] };

/** What is wrong with a number, in words that say what to do, and the way out. Nothing where nothing is. */
export function NumberTrouble({ number, resume }: Props) {
  const t = useTranslations('whatsapp');
  const say = useCallFailure();
  const { health, error, stoppedSince, subscribeError } = number;
  if (health === 'no_token') return <Trouble title={t('noTokenTitle')}>{t('noTokenBody')}</Trouble>;
  if (health === 'elsewhere') return <Trouble title={t('elsewhereTitle')}>{t('elsewhereBody')}</Trouble>;
  if (health !== 'stopped' && !error)
    return <Silence health={health} why={subscribeError && say(subscribeError)} />;
  const title =
    health === 'stopped'
      ? t('stoppedTitle', { when: stoppedSince?.relative ?? '' })
      : t('failingTitle', { when: error?.at?.relative ?? '' });
  return (
    <Trouble title={title}>
      {error && (
        <>
          {t(`topics.${error.topic}`)}{' '}
          <span className="text-foreground-muted">
            {t('metaSaid', { code: String(error.code), message: error.message })}
          </span>
        </>
      )}
      {health === 'stopped' && <ResumeButton number={number} resume={resume} />}
    </Trouble>
  );
}

/** Nothing is refused, and nothing comes in. */
function Silence({ health, why }: { health: NumberHealth; why: string | null }) {
  const t = useTranslations('whatsapp');
  if (health === 'unproven') return <Trouble title={t('unprovenTitle')}>{t('unprovenBody')}</Trouble>;
  if (why === null) return null;
  return (
    <Trouble title={t('unsubscribedTitle')}>
      {why} {t('unsubscribedBody')}
    </Trouble>
  );
}

function Trouble({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="notice notice-warning">
      <TriangleAlert />
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        <div className="number-trouble">{children}</div>
      </div>
    </div>
  );
}

function ResumeButton({ number, resume }: Props) {
  const t = useTranslations('whatsapp');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(resume);
  const name = number.name || number.phone;
  async function letItSend() {
    const result = await run({ id: number.id });
    toast(
      result.ok ? { title: t('resumed', { name }) } : { title: problems.sentence(result), tone: 'danger' },
    );
  }
  return (
    <div className="mt-2">
      <Button size="small" pending={pending} onClick={letItSend} aria-label={t('resumeNamed', { name })}>
        {t('resume')}
      </Button>
    </div>
  );
}
