import { useFormatter, useTranslations } from 'next-intl';
import { contactsHref } from '#domain/reports/about.ts';
import { targetFigure } from '#domain/targets/figures.ts';
import type { Target } from '#domain/targets/list.ts';
import type { Outcome, TargetProgress } from '#domain/targets/read.ts';
import { Figure } from './figure.tsx';
import { StatusName } from './status-name.tsx';

/** What a target counts: a status by its dot, an origin by its name. */
export function TargetName({ kind, thing }: Pick<Target, 'kind' | 'thing'>) {
  return kind === 'status' ? (
    <StatusName id={thing.id} name={thing.name} isRetired={thing.isGone} />
  ) : (
    <span className="truncate">{thing.name}</span>
  );
}

/** How many contacts counted in some days: a link to just these. */
export function TargetFigure({ target, outcome }: { target: Target; outcome: Outcome }) {
  const href = contactsHref(targetFigure(target, outcome));
  return <Figure value={outcome.reached} href={href} of={target.thing.name} />;
}

/** How far a target is, with a mark where the period stands; all of it in words for those who cannot see it. */
export function TargetBar({ target }: { target: TargetProgress }) {
  const t = useTranslations('targets');
  const format = useFormatter();
  const share = Math.min(1, target.now.reached / target.amount);
  const elapsed = format.number(target.elapsed, { style: 'percent' });
  return (
    <div
      className="target-bar"
      role="progressbar"
      aria-label={t('progressOf', { name: target.thing.name })}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.floor(share * 100)}
      aria-valuetext={t('progressText', {
        reached: target.now.reached,
        amount: target.amount,
        elapsed,
      })}
    >
      <span className="target-bar-done" style={{ inlineSize: `${share * 100}%` }} />
      <span className="target-bar-now" style={{ insetInlineStart: `${target.elapsed * 100}%` }} />
    </div>
  );
}
