import { useTranslations } from 'next-intl';
import { Switch } from '#components/ui/switch.tsx';
import type { Foreseen } from '#domain/automations/foresee-types.ts';
import { SEND_OUTCOMES } from '#domain/automations/rehearsal-types.ts';

type Props = {
  isOn: boolean;
  onChange: (isOn: boolean) => void;
  /** What would follow; null while it is being worked out. */
  foreseen: Foreseen | null;
  /** How many contacts the act is about. */
  total: number;
};

/** Whether the act sets automations off, and what that would mean, before it does. */
export function BulkAutomations({ isOn, onChange, foreseen, total }: Props) {
  const t = useTranslations('bulkBar');
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Switch
          label={t('automations')}
          checked={isOn}
          onChange={(event) => onChange(event.target.checked)}
        />
        <p className="field-hint">{t('automationsHint')}</p>
      </div>
      {isOn && (
        <div className="bulk-preview" role="status">
          {foreseen ? <Outlook foreseen={foreseen} total={total} /> : <p>{t('foreseeing')}</p>}
        </div>
      )}
    </div>
  );
}

function Outlook({ foreseen: { automations, lookedAt }, total }: { foreseen: Foreseen; total: number }) {
  const t = useTranslations('bulkBar');
  if (automations.length === 0) return <p>{t('setsOffNothing')}</p>;
  const contacts = automations.reduce((sum, one) => sum + one.contacts, 0);
  return (
    <>
      <ul className="flex flex-col gap-2">
        {automations.map(({ id, name, contacts: count, sends, later }) => (
          <li key={id}>
            <p className="font-medium">{t('setsOff', { name, count })}</p>
            <p className="text-foreground-muted">
              {[
                ...SEND_OUTCOMES.flatMap((one) =>
                  sends[one] ? [t(`sends.${one}`, { count: sends[one] })] : [],
                ),
                ...(later > 0 ? [t('sends.later', { count: later })] : []),
              ].join(' · ') || t('sends.none')}
            </p>
          </li>
        ))}
      </ul>
      {lookedAt < total && <p className="text-foreground-muted">{t('foreseenFirst', { count: lookedAt })}</p>}
      <p className="text-foreground-muted">
        {t('staggered', { minutes: Math.max(1, Math.ceil(contacts / 600)) })}
      </p>
    </>
  );
}
