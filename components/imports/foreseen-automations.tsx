import { TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ForeseenEntry } from '#domain/automations/foresee-types.ts';
import { SEND_OUTCOMES } from '#domain/automations/rehearsal-types.ts';
import { reckoned } from '#domain/imports/foresee-rules.ts';
import type { ForeseenByImport } from '#domain/imports/types.ts';

type Props = {
  /** Null: checked before such figures were kept. */
  foreseen: ForeseenByImport | null;
  /** How many contacts the import writes. */
  writing: number;
};

/** What the import would set off, before it does. */
export function ForeseenAutomations({ foreseen, writing }: Props) {
  const t = useTranslations('imports');
  return (
    <section className="import-card" aria-labelledby="import-foreseen-title">
      <h2 id="import-foreseen-title" className="import-card-title">
        {t('foreseen.title')}
      </h2>
      <p className="notice notice-warning">
        <TriangleAlert />
        <span>{t('willAutomate')}</span>
      </p>
      {foreseen && <Figures foreseen={foreseen} writing={writing} />}
    </section>
  );
}

function Figures({ foreseen, writing }: { foreseen: ForeseenByImport; writing: number }) {
  const t = useTranslations('imports.foreseen');
  const automations = reckoned(foreseen, writing);
  if (automations.length === 0) return <p>{t('nothing')}</p>;
  const contacts = automations.reduce((sum, one) => sum + one.contacts, 0);
  return (
    <>
      <ul className="flex flex-col gap-3">
        {automations.map((one) => (
          <Entry key={one.id} {...one} />
        ))}
      </ul>
      <div className="text-foreground-muted">
        {foreseen.lookedAt < writing && <p>{t('estimated', { count: foreseen.lookedAt })}</p>}
        {contacts > 0 && <p>{t('takes', { minutes: Math.max(1, Math.ceil(contacts / 600)) })}</p>}
      </div>
    </>
  );
}

const MISSED = ['condition', 'hours', 'repeat', 'inactive'] as const;

function Entry({ name, contacts, sends, later, missed }: ForeseenEntry) {
  const t = useTranslations('imports.foreseen');
  const messages = [
    ...SEND_OUTCOMES.flatMap((one) => (sends[one] ? [t(`sends.${one}`, { count: sends[one] })] : [])),
    ...(later > 0 ? [t('sends.later', { count: later })] : []),
  ];
  const out = MISSED.flatMap((one) => (missed[one] ? [t(`missed.${one}`, { count: missed[one] })] : []));
  return (
    <li>
      <p className="font-medium">{t('starts', { name, count: contacts })}</p>
      {contacts > 0 && <p className="text-foreground-muted">{messages.join(' · ') || t('sends.none')}</p>}
      {out.length > 0 && (
        <p className="text-foreground-muted">{t('missed.title', { why: out.join(' · ') })}</p>
      )}
    </li>
  );
}
