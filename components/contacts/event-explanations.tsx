import { useTranslations } from 'next-intl';

/** What the event meant to one automation, in words. */
export type ShownExplanation = {
  automationId: number;
  name: string;
  words: string;
  detail: string;
  href: string;
};

/** Which automations an event set off, and of the others why not. */
export default function EventExplanations({ list }: { list: ShownExplanation[] }) {
  const t = useTranslations('events.automations');
  if (list.length === 0) return <p className="timeline-changes">{t('none')}</p>;
  return (
    <ul className="timeline-changes">
      {list.map(({ automationId, name, words, detail, href }) => (
        <li key={automationId} className="wrap-anywhere">
          <a className="link" href={href}>
            {name}
          </a>
          {': '}
          {words}
          {detail && <span className="text-foreground-muted"> ({detail})</span>}
        </li>
      ))}
    </ul>
  );
}
