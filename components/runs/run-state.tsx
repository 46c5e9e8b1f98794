import { useTranslations } from 'next-intl';
import { Badge } from '#components/ui/badge.tsx';
import type { MissReason, RunReason, RunState } from '#db/automation-values.ts';

const TONES = {
  running: 'accent',
  waiting: 'neutral',
  done: 'neutral',
  stopped: 'warning',
  failed: 'danger',
  cancelled: 'neutral',
} as const;

/** Where a run stands, and why it ended before its end. */
export function RunOutcome({ state, reason }: { state: RunState; reason: RunReason | null }) {
  const t = useTranslations('runs');
  return (
    <>
      <Badge tone={TONES[state]}>{t(`states.${state}`)}</Badge>
      {reason && <span className="run-why">{t(`reasons.${reason}`)}</span>}
    </>
  );
}

/** Why something started no run. */
export function MissOutcome({ reason }: { reason: MissReason }) {
  const t = useTranslations('runs');
  return <Badge>{t(`missed.${reason}`)}</Badge>;
}
