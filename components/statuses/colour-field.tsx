'use client';

import { CircleAlert } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useDeferredValue, useMemo } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { ToneChip, ToneDot, toneStyle } from '#components/ui/tone.tsx';
import { colourHint } from '#domain/statuses/hints.ts';
import type { Status } from '#domain/statuses/list.ts';
import { PALETTE } from '#domain/statuses/palette.ts';
import { deriveTones, parseColour, surfaces } from '#lib/colour.ts';
import { ColourPicker } from './colour-picker.tsx';

type Props = {
  /** Shown on the preview. */
  name: string;
  value: string;
  others: Status[];
  error: string | undefined;
  onChange: (colour: string) => void;
};

/** Any colour by picker, palette or code; shows how its label will read, and when another status looks alike. */
export function ColourField({ name, value, others, error, onChange }: Props) {
  const t = useTranslations('statuses');
  const colour = parseColour(value);
  return (
    <div className="flex flex-col gap-3">
      <Field label={t('colour')} hint={t('colourHint')} error={error}>
        <Input
          name="colour"
          className="font-mono"
          value={value}
          maxLength={40}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange(event.target.value)}
        />
      </Field>
      <div className="colour-tools">
        <ColourPicker colour={colour} onChange={onChange} />
        <div className="flex min-w-0 flex-1 flex-col gap-3">
          <fieldset className="palette">
            <legend className="sr-only">{t('palette')}</legend>
            {PALETTE.map((one) => (
              <button
                key={one}
                type="button"
                className="swatch"
                aria-label={t('useColour', { colour: one })}
                aria-pressed={one === colour}
                onClick={() => onChange(one)}
              >
                <ToneDot style={toneStyle(deriveTones(one))} />
              </button>
            ))}
          </fieldset>
          {colour && <Preview name={name} colour={colour} />}
        </div>
      </div>
      {colour && <AlikeNotice colour={colour} others={others} onChange={onChange} />}
    </div>
  );
}

function Preview({ name, colour }: { name: string; colour: string }) {
  const t = useTranslations('statuses');
  const style = toneStyle(deriveTones(colour));
  return (
    <div className="grid grid-cols-2 gap-2">
      {(['light', 'dark'] as const).map((theme) => (
        <div
          key={theme}
          className={`tone-preview tone-preview-${theme}`}
          style={{ background: surfaces[theme].card, color: surfaces[theme].foreground }}
        >
          <span className="text-xs">{t(`themes.${theme}`)}</span>
          <ToneChip style={style}>{name}</ToneChip>
        </div>
      ))}
    </div>
  );
}

function AlikeNotice({
  colour,
  others,
  onChange,
}: {
  colour: string;
  others: Status[];
  onChange: (colour: string) => void;
}) {
  const t = useTranslations('statuses');
  // The search for a better colour may take a few frames; the picker must not wait for it.
  const settled = useDeferredValue(colour);
  const hint = useMemo(() => colourHint(settled, others), [settled, others]);
  if (!hint) return null;
  const { other, kinds, better } = hint;
  return (
    <div className="notice notice-warning" role="status">
      <CircleAlert />
      <div className="min-w-0 flex-1">
        <p>{t(kinds.includes('normal') ? 'alike' : 'alikeToSome', { name: other.name })}</p>
        <Button size="small" className="mt-2" onClick={() => onChange(better)}>
          <ToneDot style={toneStyle(deriveTones(better))} />
          {t('useColour', { colour: better })}
        </Button>
      </div>
    </div>
  );
}
