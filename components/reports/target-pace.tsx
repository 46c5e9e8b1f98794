import { CircleCheck, Flag, TriangleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { TargetProgress } from '#domain/targets/read.ts';

/** Whether a target is met, on its way or behind: by sign and word. */
export function TargetPace({ pace }: Pick<TargetProgress, 'pace'>) {
  const t = useTranslations('targets');
  switch (pace.state) {
    case 'reached':
      return (
        <span className="target-pace is-reached">
          <Flag />
          {t('reached')}
        </span>
      );
    case 'on_pace':
      return (
        <span className="target-pace">
          <CircleCheck />
          {t('onPace')}
        </span>
      );
    case 'behind':
      return (
        <span className="target-pace is-behind">
          <TriangleAlert />
          {t('behind', { count: pace.behind })}
        </span>
      );
  }
}
