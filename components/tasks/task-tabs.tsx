import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { SegmentedLinks } from '#components/ui/segmented.tsx';
import {
  TASK_OF,
  TASK_SHOWS,
  TASKS_COUNTED,
  type TaskOf,
  type TaskQuery,
  type TaskShow,
  tasksHref,
} from '#domain/tasks/task-query.ts';

import type { Member } from './types.ts';

type Props = { query: TaskQuery; counts: Record<TaskShow, number>; members: Member[] };

/** Whose tasks, and which of them; these with how many there are. */
export function TaskTabs({ query, counts, members }: Props) {
  const t = useTranslations('tasks');
  const format = useFormatter();
  const count = (total: number) =>
    total > TASKS_COUNTED ? t('many', { count: TASKS_COUNTED }) : format.number(total);
  const whose: TaskOf[] = TASK_OF.some((of) => of === query.of) ? [...TASK_OF] : [...TASK_OF, query.of];
  const nameOf = (of: TaskOf) =>
    typeof of === 'number' ? (members.find(({ id }) => id === of)?.name ?? `#${of}`) : t(`whose.${of}`);
  return (
    <>
      <SegmentedLinks
        label={t('of')}
        value={String(query.of)}
        options={whose.map((of) => ({
          value: String(of),
          href: tasksHref({ ...query, of, after: null }),
          label: nameOf(of),
        }))}
      />
      <SegmentedLinks
        label={t('show')}
        value={query.show}
        options={TASK_SHOWS.map((show) => ({
          value: show,
          href: tasksHref({ ...query, show, after: null }),
          label: (
            <>
              {t(`shows.${show}`)} <span className="task-count">{count(counts[show])}</span>
            </>
          ),
        }))}
      />
      {query.about !== '' && (
        <p className="task-about">
          {t('narrowed')} <Link href={tasksHref({ ...query, about: '', after: null })}>{t('seeAll')}</Link>
        </p>
      )}
    </>
  );
}
