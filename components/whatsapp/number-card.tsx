import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useAction } from '#components/forms/use-action.ts';
import { useProblems } from '#components/forms/use-problems.ts';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import { useToast } from '#components/ui/toast.tsx';
import type { NumberHealth } from '#domain/whatsapp/number-rules.ts';
import type { Tested } from '#domain/whatsapp/test-connection.ts';
import type { Moment } from '#lib/moment.ts';
import { NumberTrouble } from './number-trouble.tsx';
import { TestOutcome } from './test-outcome.tsx';
import type { NumberActions, ShownNumber } from './types.ts';

const TONES: Record<NumberHealth, 'neutral' | 'accent' | 'warning' | 'danger'> = {
  working: 'accent',
  silent: 'neutral',
  failing: 'warning',
  unsubscribed: 'warning',
  unproven: 'warning',
  elsewhere: 'danger',
  no_token: 'danger',
  stopped: 'danger',
};

type Props = {
  number: ShownNumber;
  actions: NumberActions;
  /** What came of the last test in this window. */
  tested: Tested | null;
  onTested: (tested: Tested) => void;
  onAsk: (panel: 'edit' | 'disconnect', id: number) => void;
};

/** One number of ours: how it stands, what is wrong, and what can be done. */
export function NumberCard({ number, actions, tested, onTested, onAsk }: Props) {
  const t = useTranslations('whatsapp');
  const name = number.name || number.phone;
  return (
    <li className="number-card" aria-label={name}>
      <div className="number-head">
        <div className="min-w-0">
          <h2 className="number-name">{name}</h2>
          <p className="text-foreground-muted">
            {[number.name && number.phone, number.verifiedName].filter(Boolean).join(' · ')}
          </p>
        </div>
        <Badge tone={TONES[number.health]}>{t(`health.${number.health}`)}</Badge>
      </div>
      <NumberTrouble number={number} resume={actions.resume} />
      {tested && <TestOutcome tested={tested} />}
      <NumberFacts number={number} />
      <div className="flex flex-wrap gap-2">
        <TestButton number={number} name={name} test={actions.test} onTested={onTested} />
        <Button size="small" onClick={() => onAsk('edit', number.id)} aria-label={t('editNamed', { name })}>
          {t('edit')}
        </Button>
        <Button
          size="small"
          onClick={() => onAsk('disconnect', number.id)}
          aria-label={t('disconnectNamed', { name })}
        >
          {t('disconnect')}
        </Button>
      </div>
    </li>
  );
}

function TestButton({
  number,
  name,
  test,
  onTested,
}: Pick<Props, 'number' | 'onTested'> & { name: string; test: NumberActions['test'] }) {
  const t = useTranslations('whatsapp');
  const toast = useToast();
  const problems = useProblems();
  const { run, pending } = useAction(test);
  async function tryIt() {
    const result = await run({ id: number.id });
    if (result.ok) onTested(result.value);
    else toast({ title: problems.sentence(result), tone: 'danger' });
  }
  return (
    <Button size="small" pending={pending} onClick={tryIt} aria-label={t('testNamed', { name })}>
      {t('test')}
    </Button>
  );
}

function NumberFacts({ number }: { number: ShownNumber }) {
  const t = useTranslations('whatsapp');
  return (
    <dl className="number-facts">
      <Fact label={t('lastWebhook')}>
        <When moment={number.lastWebhook} none={t('never')} />
      </Fact>
      <Fact label={t('subscription')}>
        <Subscription number={number} />
      </Fact>
      <Fact label={t('quality')}>{t(`qualities.${number.quality}`)}</Fact>
      <Fact label={t('templates')}>
        {t('templateCount', { count: number.templateTotal })}
        {number.templatesSynced && (
          <span className="text-foreground-muted">
            {' · '}
            <When moment={number.templatesSynced} none="" />
          </span>
        )}
      </Fact>
      <Fact label={t('tested')}>
        <When moment={number.tested} none={t('never')} />
      </Fact>
      <Fact label={t('shortPhoneNumberId')}>{number.phoneNumberId}</Fact>
      <Fact label={t('shortAccountId')}>{number.accountId}</Fact>
    </dl>
  );
}

/** Whether Meta tells us what happens to the account. One that was subscribed by hand at Meta is heard of only when it is tried. */
function Subscription({ number: { subscribed, subscribeError } }: { number: ShownNumber }) {
  const t = useTranslations('whatsapp');
  if (subscribeError) return t('subscriptionRefused');
  if (!subscribed) return t('subscriptionUnknown');
  return (
    <>
      {t('subscriptionActive')}
      <span className="text-foreground-muted">
        {' · '}
        <When moment={subscribed} none="" />
      </span>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function When({ moment, none }: { moment: Moment | null; none: string }) {
  if (!moment) return none;
  return <Time dateTime={moment.iso} relative={moment.relative} exact={moment.exact} />;
}
