'use client';

import * as Radix from '@radix-ui/react-dropdown-menu';
import { Check } from 'lucide-react';
import Link from 'next/link';
import { type ReactElement, type ReactNode, useRef, useState } from 'react';
import { classNames } from './class-names.ts';

type MenuProps = {
  /** The button that opens it; it must pass its props on to the element. */
  trigger: ReactElement;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
};

/**
 * A menu of actions or choices under its button: arrows, letters, Home and End move in it. Not modal for Radix, which
 * would hide the whole page from screen readers; an unseen sheet takes the press that closes it instead.
 */
export function Menu({ trigger, align = 'start', side, open, onOpenChange, children }: MenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [home, setHome] = useState<HTMLElement | null>(null);

  function change(next: boolean) {
    if (next) setHome(homeFor(button.current));
    onOpenChange?.(next);
  }

  return (
    <Radix.Root open={open} onOpenChange={change} modal={false}>
      <Radix.Trigger asChild ref={button}>
        {trigger}
      </Radix.Trigger>
      <Radix.Portal container={home}>
        <div className="menu-scrim" />
      </Radix.Portal>
      <Radix.Portal container={home}>
        <Radix.Content className="menu" align={align} side={side} sideOffset={4} collisionPadding={8} loop>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

// In the main landmark, where screen readers look for content; but an open dialog hides all of that.
function homeFor(button: HTMLElement | null): HTMLElement | null {
  return button?.closest('[role="dialog"], [role="alertdialog"]') ? null : document.getElementById('content');
}

type ItemProps = {
  icon?: ReactNode;
  tone?: 'danger';
  disabled?: boolean;
  href?: string;
  onSelect?: (event: Event) => void;
  /** Shown at the end: a shortcut or a number. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A verb of the menu, or with `href` a place. */
export function MenuItem({ icon, tone, disabled, href, onSelect, aside, children }: ItemProps) {
  const className = classNames('menu-item', tone === 'danger' && 'menu-item-danger');
  const content = (
    <>
      {icon}
      <span className="menu-text">{children}</span>
      {aside && <span className="text-foreground-muted">{aside}</span>}
    </>
  );
  return (
    <Radix.Item
      className={className}
      disabled={disabled}
      onSelect={(event) => {
        focusTrigger(event);
        onSelect?.(event);
      }}
      asChild={href !== undefined}
    >
      {href === undefined ? content : <Link href={href}>{content}</Link>}
    </Radix.Item>
  );
}

// Before the menu is gone: a dialog that the item opens then knows where to give the focus back to.
function focusTrigger({ currentTarget }: Event) {
  const menu = currentTarget instanceof Element ? currentTarget.closest('[role="menu"]') : null;
  document.getElementById(menu?.getAttribute('aria-labelledby') ?? '')?.focus();
}

export function MenuSeparator() {
  return <Radix.Separator className="menu-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="menu-label">{children}</Radix.Label>;
}

type ChoiceProps = {
  label?: ReactNode;
  value: string;
  onChange: (value: string) => void;
  /** `dot`: a ToneDot or an icon before the words. */
  options: { value: string; label: ReactNode; dot?: ReactNode; disabled?: boolean }[];
};

/** One of several; the one in force is ticked. */
export function MenuChoice({ label, value, onChange, options }: ChoiceProps) {
  return (
    <Radix.RadioGroup value={value} onValueChange={onChange}>
      {label && <MenuLabel>{label}</MenuLabel>}
      {options.map((option) => (
        <Radix.RadioItem
          key={option.value}
          value={option.value}
          disabled={option.disabled}
          className="menu-item"
        >
          {option.dot}
          <span className="menu-text">{option.label}</span>
          <Tick />
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  );
}

type CheckProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
};

/** On or off inside a menu, which stays open: several are often changed in a row. */
export function MenuCheck({ checked, onChange, disabled, children }: CheckProps) {
  return (
    <Radix.CheckboxItem
      className="menu-item"
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="menu-text">{children}</span>
      <Tick />
    </Radix.CheckboxItem>
  );
}

function Tick() {
  return (
    <span className="menu-tick">
      <Radix.ItemIndicator>
        <Check />
      </Radix.ItemIndicator>
    </span>
  );
}
