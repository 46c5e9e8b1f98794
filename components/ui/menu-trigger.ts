import { cloneElement, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react';

/** The button of a menu: any element that passes these on to the one in the page. */
export type MenuTrigger = ReactElement<{
  id?: string;
  onClick?: (event: MouseEvent<HTMLElement>) => void;
  onKeyDown?: (event: KeyboardEvent<HTMLElement>) => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
  'data-state'?: string;
}>;

type Wiring = { id: string; isOpen: boolean; onOpen: (byPointer: boolean) => void };

/** The same button, saying what it opens and opening it by press, Enter, space and the arrows up and down. */
export function wireTrigger(trigger: MenuTrigger, { id, isOpen, onOpen }: Wiring): MenuTrigger {
  return cloneElement(trigger, {
    id,
    'aria-haspopup': 'menu',
    'aria-expanded': isOpen,
    'data-state': isOpen ? 'open' : undefined,
    onClick: (event) => {
      trigger.props.onClick?.(event);
      onOpen(event.detail > 0);
    },
    onKeyDown: (event) => {
      trigger.props.onKeyDown?.(event);
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
      event.preventDefault();
      event.stopPropagation();
      onOpen(false);
    },
  });
}
