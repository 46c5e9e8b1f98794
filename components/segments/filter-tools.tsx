'use client';

import { useLocale, useTranslations } from 'next-intl';
import { lazy, type ReactNode, Suspense, useMemo, useRef, useState } from 'react';
import { FilterToolsProvider } from '#components/forms/filter-context.ts';
import type { FilterNames } from '#domain/contacts/filter-names.ts';
import { type FilterTree, parseFilterTree, spellFilterTree } from '#domain/contacts/filter-tree.ts';
import { filterInWords } from './condition-words.ts';

const FilterDialog = lazy(() => import('./filter-dialog.tsx'));

type Props = { names: FilterNames; title: string; children: ReactNode };
type Asked = { where: FilterTree | null; answer: (filter: string | null) => void };

/** Lets what is inside put filters into words and have them built; `names` of everything that conditions can name. */
export function FilterTools({ names, title, children }: Props) {
  const t = useTranslations('filters');
  const locale = useLocale();
  const [asked, setAsked] = useState<Asked | null>(null);
  const last = useRef<Asked | null>(null);
  const tools = useMemo(
    () => ({
      words: (filter: string) => filterInWords(parseFilterTree(filter), names, t, locale).words,
      edit: (filter: string) =>
        new Promise<string | null>((answer) => {
          const next = { where: parseFilterTree(filter), answer };
          last.current = next;
          setAsked(next);
        }),
    }),
    [names, t, locale],
  );

  function close(filter: string | null) {
    asked?.answer(filter);
    setAsked(null);
  }

  const where = (asked ?? last.current)?.where ?? null;
  return (
    <FilterToolsProvider value={tools}>
      {children}
      {last.current && (
        <Suspense fallback={null}>
          <FilterDialog
            open={asked !== null}
            at={0}
            place={{ path: '/contacts', query: '', where }}
            title={title}
            failed={t('failed')}
            onApply={(tree) => close(tree ? spellFilterTree(tree) : '')}
            onClose={() => close(null)}
          />
        </Suspense>
      )}
    </FilterToolsProvider>
  );
}
