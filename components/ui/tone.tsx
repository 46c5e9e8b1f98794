import type { CSSProperties, ReactNode } from 'react';
import type { Tone } from '#lib/colour.ts';
import { classNames } from './class-names.ts';
import { StyleText } from './style-text.tsx';

/** How one colour is shown in the two themes. */
export type Tones = { light: Tone; dark: Tone };

const properties: [name: string, part: keyof Tone][] = [
  ['dot', 'dot'],
  ['ring', 'dotBorder'],
  ['chip', 'chipBackground'],
  ['chip-text', 'chipText'],
  ['chip-line', 'chipBorder'],
  ['tint', 'columnTint'],
  ['edge', 'edge'],
];

const hex = /^#[0-9a-f]{6}$/;
const safeKey = /^[\w-]+$/;

/** Writes the colours once a page; `tone-<key>` on or around a dot, chip or edge then gives it its own. */
export function ToneStyles({ tones }: { tones: ({ key: string | number } & Tones)[] }) {
  return <StyleText css={toneCss(tones)} />;
}

/** `.tone-<key>{--dot-l:#…;…}` for each; anything that is not a colour or a plain key is left out. */
export function toneCss(tones: ({ key: string | number } & Tones)[]): string {
  return tones
    .filter(({ key }) => safeKey.test(String(key)))
    .map((one) => {
      const declared = declarations(one).map(([name, value]) => `${name}:${value}`);
      return `.tone-${one.key}{${declared.join(';')}}`;
    })
    .join('');
}

/** The same for one element's `style`: a colour that is being chosen and has no key yet. */
export function toneStyle(tones: Tones): CSSProperties {
  return Object.fromEntries(declarations(tones));
}

function declarations({ light, dark }: Tones): [string, string][] {
  return properties
    .flatMap(([name, part]): [string, string][] => [
      [`--${name}-l`, light[part]],
      [`--${name}-d`, dark[part]],
    ])
    .filter(([, value]) => hex.test(value));
}

type PartProps = { className?: string; style?: CSSProperties };

/** A dot of the status's own colour; its name must stand beside it. */
export function ToneDot({ className, style }: PartProps) {
  return <span className={classNames('status-dot', className)} style={style} />;
}

/** The name of a status on its own tint. */
export function ToneChip({ className, style, children }: PartProps & { children: ReactNode }) {
  return (
    <span className={classNames('status-chip', className)} style={style}>
      {children}
    </span>
  );
}
