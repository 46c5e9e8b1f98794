import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { WebhookOutcome, WebhookReason } from '#db/whatsapp-values.ts';

type Props = { outcome: WebhookOutcome | null; reason: WebhookReason | null; attempts: number };

const TONES = {
  done: 'neutral',
  duplicate: 'neutral',
  ignored: 'neutral',
  waiting: 'warning',
  failed: 'danger',
  open: 'accent',
} as const;

/** What became of something that a webhook told, and why nothing did. */
export function Outcome({ outcome, reason, attempts }: Props) {
  const t = useTranslations('webhooks');
  const state = outcome ?? 'open';
  const why = reason ? t(`reasons.${reason}`) : null;
  return (
    <>
      <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
      {why && <span className="webhook-why">{why}</span>}
      {state === 'open' && attempts > 0 && (
        <span className="webhook-why">{t('attempts', { count: attempts })}</span>
      )}
    </>
  );
}
