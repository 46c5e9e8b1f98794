import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import { Button } from '#components/ui/button.tsx';
import { Time } from '#components/ui/time.tsx';
import { purposeCode, sourceCode } from '#domain/consents/rules.ts';
import type { Moment } from '#lib/moment.ts';
import type { ConsentView } from './privacy-view.ts';

type Props = { consents: ConsentView[]; onRevoke: (id: number) => void };

/** The ledger, newest first: nothing leaves it, what was taken back says so. */
export default function ConsentList({ consents, onRevoke }: Props) {
  const t = useTranslations('privacy');
  return (
    <ul className="consents" aria-label={t('consents')}>
      {consents.map((consent) => (
        <ConsentItem key={consent.id} consent={consent} onRevoke={() => onRevoke(consent.id)} />
      ))}
    </ul>
  );
}

function ConsentItem({ consent, onRevoke }: { consent: ConsentView; onRevoke: () => void }) {
  const t = useTranslations('privacy');
  const { purpose, wording, source, given, revoked } = consent;
  const purposeKey = purposeCode(purpose);
  const sourceKey = sourceCode(source);
  const name = purposeKey ? t(`purposes.${purposeKey}`) : purpose;
  return (
    <li className="consent">
      <div className="consent-line">
        <span className={revoked ? 'consent-purpose is-revoked' : 'consent-purpose'}>{name}</span>
        {revoked ? (
          <Badge>{t('revoked')}</Badge>
        ) : (
          <Button
            size="small"
            variant="quiet"
            aria-label={t('revokeNamed', { purpose: name })}
            onClick={onRevoke}
          >
            {t('revoke')}
          </Button>
        )}
      </div>
      <Wording text={wording} />
      <p className="consent-how">
        {t.rich('givenHow', {
          source: sourceKey ? t(`sources.${sourceKey}`) : source,
          by: consent.recordedBy ?? t('product'),
          when: () => <When moment={given} />,
        })}
      </p>
      {revoked && (
        <p className="consent-how">
          {t.rich('revokedHow', {
            by: consent.revokedBy ?? t('product'),
            reason: consent.revocation ?? '',
            when: () => <When moment={revoked} />,
          })}
        </p>
      )}
    </li>
  );
}

/** As much of a wording as is read at a glance. */
const GLANCE = 200;

function Wording({ text }: { text: string }) {
  if (text.length <= GLANCE) return <blockquote className="consent-wording">{text}</blockquote>;
  return (
    <details className="consent-wording">
      <summary>{text.slice(0, GLANCE)}…</summary>
      <blockquote>{text}</blockquote>
    </details>
  );
}

function When({ moment }: { moment: Moment }) {
  return <Time dateTime={moment.iso} relative={moment.relative} exact={moment.exact} />;
}
