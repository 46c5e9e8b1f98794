import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { classNames } from '#components/ui/class-names.ts';
import type { Tested } from '#domain/whatsapp/test-connection.ts';
import { useCallFailure } from './use-call-failure.ts';

/** What Meta said when the connection was tried, in plain words. */
export function TestOutcome({ tested }: { tested: Tested }) {
  const t = useTranslations('whatsapp');
  const say = useCallFailure();
  const isGood = tested.kind === 'ok' && tested.isSamePhone && tested.templates.kind === 'ok';
  return (
    <div className={classNames('notice', !isGood && 'notice-warning')} role="status">
      {isGood ? <CircleCheck /> : <TriangleAlert />}
      <div className="min-w-0 flex-1">
        {tested.kind === 'ok' ? (
          <>
            <p className="font-medium">
              {t('testOk', { phone: tested.displayPhone, name: tested.verifiedName })}
            </p>
            {!tested.isSamePhone && <p>{t('otherPhone')}</p>}
            <p>
              {tested.templates.kind === 'ok'
                ? t('templatesOk', { count: tested.templates.total })
                : `${t('templatesFailed')} ${say(tested.templates)}`}
            </p>
          </>
        ) : (
          <>
            <p className="font-medium">{t('testFailed')}</p>
            <p>{say(tested)}</p>
          </>
        )}
      </div>
    </div>
  );
}
