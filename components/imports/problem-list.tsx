'use client';

import { useFormatter, useTranslations } from 'next-intl';
import type { ProblemGroup } from '#domain/imports/types.ts';
import { useReason } from './use-reason.ts';

type Props = { problems: ProblemGroup[]; headers: string[] };

/** What is wrong with some rows, by kind, with a few of them. */
export function ProblemList({ problems, headers }: Props) {
  const t = useTranslations('imports');
  const format = useFormatter();
  const say = useReason(headers);
  if (problems.length === 0) return null;
  return (
    <section className="import-card" aria-labelledby="import-problems-title">
      <h2 id="import-problems-title" className="import-card-title">
        {t('problemsTitle')}
      </h2>
      <ul className="problem-list">
        {problems.map((group) => (
          <li key={`${group.outcome} ${group.reason} ${group.column}`}>
            <p>
              <span className="font-medium tabular-nums">{t('rowsCounted', { count: group.count })}</span>{' '}
              {t(`ends.${group.outcome}`, { count: group.count })}: {say(group.reason, group.column)}
            </p>
            {group.sample.length > 0 && (
              <p className="truncate text-foreground-muted">
                {format.list(
                  group.sample.map(({ line, value }) =>
                    value === '' ? t('line', { line }) : t('lineValue', { line, value }),
                  ),
                  { type: 'unit' },
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
