'use client';

import { Check, Layers } from 'lucide-react';
import { Button } from '#components/ui/button.tsx';
import { Menu, MenuItem, MenuSeparator } from '#components/ui/menu.tsx';

type Props = {
  label: string;
  current: number | null;
  /** What the segment in force is called; null: none is. */
  currentName: string | null;
  options: { id: number; name: string; href: string }[];
  noneHref: string;
  texts: { none: string; all: string };
};

/** Which saved filter narrows the list as well. */
export function SegmentMenu({ label, current, currentName, options, noneHref, texts }: Props) {
  return (
    <Menu
      trigger={
        <Button data-on={currentName !== null || undefined}>
          <Layers />
          <span className="sr-only">{currentName ? `${label}: ` : ''}</span>
          <span className="truncate">{currentName ?? label}</span>
        </Button>
      }
    >
      <MenuItem href={noneHref} aside={current === null ? <Check aria-hidden /> : undefined}>
        {texts.none}
      </MenuItem>
      {options.map(({ id, name, href }) => (
        <MenuItem key={id} href={href} aside={id === current ? <Check aria-hidden /> : undefined}>
          {name}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem href="/segments">{texts.all}</MenuItem>
    </Menu>
  );
}
