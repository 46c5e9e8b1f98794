import Link from 'next/link';
import type { MouseEvent } from 'react';
import type { Option } from './palette-types.ts';

type Props = {
  id: string;
  option: Option;
  isActive: boolean;
  onPoint: () => void;
  /** Closes the palette. */
  onChosen: () => void;
};

/** One line of the palette: a link that a press with Ctrl or the middle button opens elsewhere, or a deed. */
export function PaletteOption({ id, option, isActive, onPoint, onChosen }: Props) {
  const shared = {
    id,
    role: 'option',
    tabIndex: -1,
    className: 'finder-option',
    'aria-selected': isActive,
    onPointerMove: isActive ? undefined : onPoint,
  } as const;
  const content = (
    <>
      <span className="finder-icon">{option.icon}</span>
      <span className="finder-label" data-tip-clipped="">
        {option.label}
      </span>
      {option.aside && <span className="finder-aside">{option.aside}</span>}
    </>
  );
  if ('href' in option) {
    // With another window asked for, the palette stays: more may follow.
    const onClick = (event: MouseEvent) => isElsewhere(event) || onChosen();
    return (
      <Link {...shared} href={option.href} prefetch={false} onClick={onClick}>
        {content}
      </Link>
    );
  }
  const onClick = () => {
    // Closed first: a dialog that comes next then finds the focus where it was, and can give it back.
    if (!option.staysOpen) onChosen();
    option.run();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: an option; the box above has the keys
    <div {...shared} onClick={onClick}>
      {content}
    </div>
  );
}

function isElsewhere({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey;
}
