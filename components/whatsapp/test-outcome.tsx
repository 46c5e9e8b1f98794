import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { classNames } from '#components/ui/class-names.ts';
import type { Tested } from '#domain/whatsapp/test-connection.ts';
import { useCallFailure } from './use-call-failure.ts';

/** What Meta said when the connection was tried, in plain words. */
export function TestOutcome({ tested }: { tested: Tested }) {
  const isGood =
    tested.kind === 'ok' &&
    tested.isSamePhone &&
    tested.subscription.kind === 'ok' &&
    tested.templates.kind === 'ok';
  return (
    <div className={classNames('notice', !isGood && 'notice-warning')} role="status">
      {isGood ? <CircleCheck /> : <TriangleAlert />}
      <div className="min-w-0 flex-1">
        {tested.kind === 'ok' ? <Answered tested={tested} /> : <Failed tested={tested} />}
      </div>
    </div>
  );
}

type Ok = Extract<Tested, { kind: 'ok' }>;

function Answered({ tested }: { tested: Ok }) {
  const t = useTranslations('whatsapp');
  const say = useCallFailure();
  const { subscription, templates } = tested;
  return (
    <>
      <p className="font-medium">{t('testOk', { phone: tested.displayPhone, name: tested.verifiedName })}</p>
      {!tested.isSamePhone && <p>{t('otherPhone')}</p>}
      <p>
        {subscription.kind === 'ok'
          ? t('subscriptionOk')
          : `${t('unsubscribedTitle')}. ${say(subscription)} ${t('unsubscribedBody')}`}
      </p>
      <p>
        {templates.kind === 'ok'
          ? t('templatesOk', { count: templates.total })
          : `${t('templatesFailed')} ${say(templates)}`}
      </p>
    </>
  );
}

function Failed({ tested }: { tested: Exclude<Tested, Ok> }) {
  const t = useTranslations('whatsapp');
  const say = useCallFailure();
  return (
    <>
      <p className="font-medium">{t(tested.kind === 'taken' ? 'elsewhereTitle' : 'testFailed')}</p>
      <p>{tested.kind === 'taken' ? t('elsewhereBody') : say(tested)}</p>
    </>
  );
}
