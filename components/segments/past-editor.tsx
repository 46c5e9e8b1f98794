import { useTranslations } from 'next-intl';
import { Input } from '#components/ui/input.tsx';
import { Select } from '#components/ui/select.tsx';
import { CAMPAIGN_KINDS, TOUCH_PLACES, type ValueShape } from '#domain/contacts/condition-rules.ts';
import type { FilterOptions } from '#domain/contacts/filter-options.ts';
import { fromLocalMinute, isPastShape, toLocalMinute } from './past-values.ts';

type Props = {
  shape: ValueShape;
  values: string[];
  options: FilterOptions;
  isInvalid: boolean;
  onChange: (values: string[]) => void;
};

/** The boxes of a condition on what has been: each value has a place of its own. */
export function PastEditor({ shape, values, options, isInvalid, onChange }: Props) {
  const boxes = useBoxes(shape, options);
  const put = (place: number, value: string) =>
    onChange(boxes.map((_, at) => (at === place ? value : (values[at] ?? ''))));
  return (
    <div className="condition-boxes condition-past">
      {boxes.map((box, place) => {
        const value = values[place] ?? '';
        const isMissing = isInvalid && value === '' && !('any' in box && box.any) && box.kind !== 'day';
        const props = { 'aria-label': box.label, 'aria-invalid': isMissing || undefined };
        return box.kind === 'choice' ? (
          <Choice key={box.label} {...box} {...props} value={value} onChange={(next) => put(place, next)} />
        ) : (
          <TypedBox
            key={box.label}
            kind={box.kind}
            {...props}
            value={box.kind === 'minute' ? toLocalMinute(value, options.timeZone) : value}
            onChange={(next) =>
              put(place, box.kind === 'minute' ? fromLocalMinute(next, options.timeZone) : next)
            }
          />
        );
      })}
    </div>
  );
}

type Named = { id: number | string; name: string };
type Box =
  /** `any`: what no choice means; without it one has to be made. */
  | { kind: 'choice'; label: string; list: Named[]; any?: string }
  | { kind: 'day' | 'minute' | 'text'; label: string };

function useBoxes(shape: ValueShape, options: FilterOptions): Box[] {
  const t = useTranslations('filters');
  const gone = options.retired.map(({ id, name }) => ({ id, name: t('deleted', { name }) }));
  const status = (label: string, any?: string): Box => ({
    ...{ kind: 'choice', label, list: [...options.statuses, ...gone] },
    ...(any && { any }),
  });
  const days: Box[] = [
    { kind: 'day', label: t('fromDay') },
    { kind: 'day', label: t('toDay') },
  ];
  if (!isPastShape(shape)) return [];
  switch (shape) {
    case 'id':
      return [status(t('fields.status'))];
    case 'stay':
      return [status(t('fields.status')), ...days];
    case 'move':
      return [status(t('past.from'), t('past.anyStatus')), status(t('past.to')), ...days];
    case 'moves':
      return [
        { kind: 'choice', label: t('past.by'), list: options.members, any: t('past.anybody') },
        ...days,
      ];
    case 'stand':
      return [status(t('fields.status')), { kind: 'minute', label: t('past.moment') }];
    case 'campaign':
      return [
        choiceOf(t('past.place'), TOUCH_PLACES, (one) => t(`past.places.${one}`)),
        { kind: 'choice', label: t('fields.origin'), list: [...options.origins, ...options.merged] },
        choiceOf(t('past.kind'), CAMPAIGN_KINDS, (one) => t(`past.kinds.${one}`)),
        { kind: 'text', label: t('past.code') },
      ];
  }
}

function choiceOf<Word extends string>(
  label: string,
  words: readonly Word[],
  name: (word: Word) => string,
): Box {
  return { kind: 'choice', label, list: words.map((id) => ({ id, name: name(id) })) };
}

type Shown = {
  'aria-label': string;
  'aria-invalid': true | undefined;
  value: string;
  onChange: (value: string) => void;
};

function Choice({ list, any, value, onChange, ...aria }: Shown & Extract<Box, { kind: 'choice' }>) {
  const t = useTranslations('filters');
  const isUnknown = value !== '' && list.every(({ id }) => String(id) !== value);
  return (
    <Select
      aria-label={aria['aria-label']}
      aria-invalid={aria['aria-invalid']}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{any ?? t('choose')}</option>
      {isUnknown && <option value={value}>{t('goneThing', { id: value })}</option>}
      {list.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </Select>
  );
}

const TYPES = { day: 'date', minute: 'datetime-local', text: 'text' } as const;

function TypedBox({ kind, value, onChange, ...aria }: Shown & { kind: keyof typeof TYPES }) {
  return (
    <Input
      {...aria}
      type={TYPES[kind]}
      maxLength={100}
      autoComplete="off"
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
