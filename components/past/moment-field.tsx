'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { readLocalMinute, spellLocalMinute } from '#domain/past/moment-rules.ts';
import { pastHref } from '#domain/past/query.ts';
import { addDays } from '#domain/reports/period.ts';
import { Button } from '../ui/button.tsx';
import { IconLink } from '../ui/icon-button.tsx';
import { Input } from '../ui/input.tsx';
import type { FullQuery } from './types.ts';

type Props = {
  query: FullQuery;
  /** The day looked at. */
  day: string;
  first: string;
  today: string;
  /** On the way to another moment. */
  onLeave: () => void;
};

/** A typed date passes through others on the way. */
const TYPED_REST_MS = 700;

/** To the day before, to any minute, to the day after: links and a field of the page's form. */
export function MomentField({ query, day, first, today, onLeave }: Props) {
  const t = useTranslations('past');
  const hrefOf = (other: string) => pastHref({ ...query, at: { ...query.at, day: other } });
  return (
    <div className="past-moment">
      <IconLink
        label={t('dayBefore')}
        href={hrefOf(addDays(day, -1))}
        replace
        scroll={false}
        onClick={onLeave}
        aria-disabled={day <= first || undefined}
      >
        <ChevronLeft />
      </IconLink>
      <MomentInput query={query} day={day} first={first} today={today} onLeave={onLeave} />
      <IconLink
        label={t('dayAfter')}
        href={hrefOf(day < today ? addDays(day, 1) : day)}
        replace
        scroll={false}
        onClick={onLeave}
        aria-disabled={day >= today || undefined}
      >
        <ChevronRight />
      </IconLink>
      <noscript>
        <Button type="submit" form="past-form">
          {t('show')}
        </Button>
      </noscript>
    </div>
  );
}

function MomentInput({ query, day, first, today, onLeave }: Props) {
  const t = useTranslations('past');
  const router = useRouter();
  const shown = spellLocalMinute({ day, time: query.at.time });
  const [{ text, base }, setField] = useState({ text: shown, base: shown });
  // What is being typed stays until the page is of another moment.
  if (base !== shown) setField({ text: shown, base: shown });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  function visit(value: string) {
    clearTimeout(timer.current);
    const at = readLocalMinute(value);
    if (!at || at.day > today || spellLocalMinute(at) === spellLocalMinute(query.at)) return;
    onLeave();
    router.replace(pastHref({ ...query, at }), { scroll: false });
  }
  return (
    <Input
      type="datetime-local"
      className="past-at"
      form="past-form"
      name="at"
      aria-label={t('at')}
      min={`${first}T00:00`}
      max={`${today}T23:59`}
      value={text}
      onChange={({ target }) => {
        setField({ text: target.value, base });
        clearTimeout(timer.current);
        timer.current = setTimeout(visit, TYPED_REST_MS, target.value);
      }}
      onBlur={() => visit(text)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        visit(text);
      }}
    />
  );
}
