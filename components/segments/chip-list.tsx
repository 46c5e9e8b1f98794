import { TriangleAlert, X } from 'lucide-react';
import Link from 'next/link';
import { Fragment } from 'react';
import { EditCondition } from './edit-condition.tsx';
import type { Chip } from './types.ts';

type Props = {
  chips: Chip[] /** Between conditions of which any is enough. */;
  joinWords: string | null;
  label: string;
};

/** The conditions in force, each with a way out. */
export function ChipList({ chips, joinWords, label }: Props) {
  if (chips.length === 0) return null;
  return (
    <ul className="filter-chips" aria-label={label}>
      {chips.map((chip, index) => (
        <Fragment key={chip.key}>
          {joinWords && index > 0 && <li className="filter-join">{joinWords}</li>}
          <li className="filter-chip" data-broken={chip.isBroken || undefined}>
            {chip.isBroken && <TriangleAlert aria-hidden />}
            <EditCondition index={index} words={chip.words} />
            <Link
              href={chip.hrefWithout}
              scroll={false}
              prefetch={false}
              className="filter-chip-remove"
              aria-label={chip.removeLabel}
              data-tip={chip.removeLabel}
            >
              <X />
            </Link>
          </li>
        </Fragment>
      ))}
    </ul>
  );
}
