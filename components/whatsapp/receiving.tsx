import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { CopyLine } from './copy-line.tsx';

type Props = {
  callbackUrl: string;
  verifyToken: string | null;
  problem: 'local' | 'not_https' | null;
  hasAppSecret: boolean;
  /** Where the server talks to, where that is not Meta itself. */
  standIn: string | null;
  /** Meta tells us things already: the steps are folded away. */
  isReceiving: boolean;
};

const FIELDS = [
  'messages',
  'message_template_status_update',
  'account_update',
  'phone_number_quality_update',
  'user_preferences',
];

/** How to make Meta tell us what comes in: steps for whoever has never seen its settings. */
export function Receiving({ callbackUrl, verifyToken, problem, hasAppSecret, standIn, isReceiving }: Props) {
  const t = useTranslations('whatsapp');
  return (
    <details className="panel number-panel" open={!isReceiving}>
      <summary>
        <h2 className="panel-title">{t('receiving')}</h2>
      </summary>
      {standIn && <p className="notice">{t('standIn', { address: standIn })}</p>}
      {!standIn && problem && <Warning>{t(`callbackProblems.${problem}`, { address: callbackUrl })}</Warning>}
      {!standIn && !hasAppSecret && <Warning>{t('noAppSecret')}</Warning>}
      <ol className="steps">
        <li>{t('steps.app')}</li>
        <li>{t('steps.open')}</li>
        <li>
          {t('steps.callback')}
          <CopyLine label={t('callbackUrl')} text={callbackUrl} />
        </li>
        <li>
          {t('steps.verify')}
          {verifyToken ? (
            <CopyLine label={t('verifyToken')} text={verifyToken} />
          ) : (
            <Warning>{t('noVerifyToken')}</Warning>
          )}
        </li>
        <li>
          {t('steps.fields')}
          <span className="field-names">
            {FIELDS.map((field) => (
              <code key={field}>{field}</code>
            ))}
          </span>
        </li>
        <li>{t('steps.secret')}</li>
        <li>{t('steps.try')}</li>
      </ol>
    </details>
  );
}

function Warning({ children }: { children: ReactNode }) {
  return (
    <p className="notice notice-warning">
      <TriangleAlert />
      <span>{children}</span>
    </p>
  );
}
