import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type Props = { tone?: 'neutral' | 'accent' | 'warning' | 'danger'; children: ReactNode };

/** A short word about a thing ("Padrão", "Inativo"). Statuses are not badges: they are ToneChips. */
export function Badge({ tone = 'neutral', children }: Props) {
  return <span className={classNames('badge', tone !== 'neutral' && `badge-${tone}`)}>{children}</span>;
}
