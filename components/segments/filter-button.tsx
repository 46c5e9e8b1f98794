'use client';

import { ListFilter } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { readableQuery } from '#domain/contacts/filter.ts';
import { type FilterTree, spellFilterTree } from '#domain/contacts/filter-tree.ts';
import { onBuilderAsked } from './open-builder.ts';
import type { FilterPlace } from './types.ts';

// Fetched with its texts and choices when it is opened first.
const FilterDialog = lazy(() => import('./filter-dialog.tsx'));

type Props = { place: FilterPlace; label: string; title: string; failed: string; count: number };

/** Opens the builder, and goes where its filter leads. */
export function FilterButton({ place, label, title, failed, count }: Props) {
  const router = useRouter();
  const [openAt, setOpenAt] = useState<number | null>(null);
  const [wasOpened, setWasOpened] = useState(false);

  function openBuilder(index: number) {
    setWasOpened(true);
    setOpenAt(index);
  }

  useEffect(() => onBuilderAsked(openBuilder), []);

  function apply(where: FilterTree | null) {
    setOpenAt(null);
    const params = new URLSearchParams(place.query);
    params.delete('filter');
    if (where) params.set('filter', spellFilterTree(where));
    router.push(params.size > 0 ? `${place.path}?${readableQuery(params)}` : place.path, { scroll: false });
  }

  return (
    <>
      <Button aria-haspopup="dialog" data-on={count > 0 || undefined} onClick={() => openBuilder(0)}>
        <ListFilter />
        {label}
        {count > 0 && <span className="filter-count">{count}</span>}
      </Button>
      {wasOpened && (
        <Suspense fallback={null}>
          <FilterDialog
            open={openAt !== null}
            at={openAt ?? 0}
            place={place}
            title={title}
            failed={failed}
            onApply={apply}
            onClose={() => setOpenAt(null)}
          />
        </Suspense>
      )}
    </>
  );
}
