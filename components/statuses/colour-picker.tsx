'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef, useState } from 'react';
import { HexColorPicker, setNonce } from 'react-colorful';
import { useNonce } from '#components/ui/nonce.tsx';

type Props = {
  /** `#rrggbb`; null while what is typed is no colour: the picker then stays where it was. */
  colour: string | null;
  onChange: (colour: string) => void;
};

/** Saturation, brightness and hue by pointer or arrow keys. */
export function ColourPicker({ colour, onChange }: Props) {
  const t = useTranslations('statuses');
  const nonce = useNonce();
  // The picker brings its own style element; the page's policy wants the nonce on it.
  if (nonce) setNonce(nonce);
  const box = useRef<HTMLDivElement>(null);
  const [shown, setShown] = useState(colour ?? '#000000');
  if (colour && colour !== shown) setShown(colour);

  // The library names its sliders in English and takes no other names.
  useEffect(() => {
    const [area, hue] = box.current?.querySelectorAll('[role="slider"]') ?? [];
    if (!area || !hue) return;
    const [saturation = '', brightness = ''] = area.getAttribute('aria-valuetext')?.match(/\d+/g) ?? [];
    area.setAttribute('aria-label', t('pickerArea'));
    area.setAttribute('aria-valuetext', t('pickerValue', { saturation, brightness }));
    hue.setAttribute('aria-label', t('pickerHue'));
  });

  // When colours follow each other fast, the library reports an earlier one as if it had been picked.
  const pick = (next: string) => {
    if (box.current?.contains(document.activeElement)) onChange(next);
  };

  return (
    <div ref={box} className="colour-picker">
      <HexColorPicker color={shown} onChange={pick} style={{ width: '100%' }} aria-label={t('picker')} />
    </div>
  );
}
