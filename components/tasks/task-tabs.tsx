import { useFormatter, useTranslations } from 'next-intl';
import { SegmentedLinks } from '#components/ui/segmented.tsx';
import {
  TASK_OF,
  TASK_SHOWS,
  TASKS_COUNTED,
  type TaskQuery,
  type TaskShow,
  tasksHref,
} from '#domain/tasks/task-query.ts';

type Props = { query: TaskQuery; counts: Record<TaskShow, number> };

/** Whose tasks, and which of them; these with how many there are. */
export function TaskTabs({ query, counts }: Props) {
  const t = useTranslations('tasks');
  const format = useFormatter();
  const count = (total: number) =>
    total > TASKS_COUNTED ? t('many', { count: TASKS_COUNTED }) : format.number(total);
  return (
    <>
      <SegmentedLinks
        label={t('of')}
        value={query.of}
        options={TASK_OF.map((of) => ({
          value: of,
          href: tasksHref({ ...query, of, after: null }),
          label: t(`whose.${of}`),
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
    </>
  );
}
