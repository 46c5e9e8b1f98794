'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { type ReactElement, type ReactNode, useContext, useId, useState } from 'react';
import { classNames } from './class-names.ts';
import { MenuBox } from './menu-box.tsx';
import { CloseMenuContext } from './menu-close.ts';
import { type MenuTrigger, wireTrigger } from './menu-trigger.ts';
import type { Placement } from './place.ts';

type MenuProps = Partial<Placement> & {
  /** The button that opens it; it must pass its props on to the element. */
  trigger: ReactElement;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
};

/**
 * A menu of actions or choices beside its button. Our own and not Radix's, which weighs 30 kB on every page: a seventh of
 * all that a page may weigh.
 */
export function Menu({ align = 'start', side = 'bottom', open, onOpenChange, children, ...rest }: MenuProps) {
  const trigger = rest.trigger as MenuTrigger;
  const ownId = useId();
  const id = trigger.props.id ?? ownId;
  const [isOpenHere, setOpenHere] = useState(false);
  const [byPointer, setByPointer] = useState(false);
  const isOpen = open ?? isOpenHere;

  function change(next: boolean) {
    setOpenHere(next);
    onOpenChange?.(next);
  }

  function close() {
    document.getElementById(id)?.focus();
    change(false);
  }

  const button = wireTrigger(trigger, {
    id,
    isOpen,
    onOpen: (isPointer) => {
      setByPointer(isPointer);
      change(true);
    },
  });
  return (
    <>
      {button}
      {isOpen && (
        <CloseMenuContext value={close}>
          <MenuBox id={id} placement={{ side, align }} byPointer={byPointer} onClose={close}>
            {children}
          </MenuBox>
        </CloseMenuContext>
      )}
    </>
  );
}

type ItemProps = {
  icon?: ReactNode;
  tone?: 'danger';
  disabled?: boolean;
  href?: string;
  /** What is at `href` is a file. */
  isDownload?: boolean;
  onSelect?: () => void;
  /** Shown at the end: a shortcut or a number. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A verb of the menu, or with `href` a place. */
export function MenuItem({ icon, tone, disabled, href, isDownload, onSelect, aside, children }: ItemProps) {
  const close = useContext(CloseMenuContext);
  const className = classNames('menu-item', tone === 'danger' && 'menu-item-danger');
  const content = (
    <>
      {icon}
      <span className="menu-text">{children}</span>
      {aside && <span className="text-foreground-muted">{aside}</span>}
    </>
  );
  if (href !== undefined && isDownload) {
    return (
      <a role="menuitem" tabIndex={-1} href={href} download className={className} onClick={close}>
        {content}
      </a>
    );
  }
  if (href !== undefined) {
    return (
      <Link prefetch={false} role="menuitem" tabIndex={-1} href={href} className={className} onClick={close}>
        {content}
      </Link>
    );
  }
  // Closed first: a dialog that the item opens then finds the focus on the menu's button, and can give it back.
  const select = () => {
    close();
    onSelect?.();
  };
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      className={className}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : select}
    >
      {content}
    </button>
  );
}

export function MenuSeparator() {
  return <hr className="menu-line" />;
}

export function MenuLabel({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <div id={id} className="menu-label">
      {children}
    </div>
  );
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
  const close = useContext(CloseMenuContext);
  const labelId = useId();
  const choose = (next: string) => {
    close();
    if (next !== value) onChange(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset has no place inside a menu
    <div role="group" aria-labelledby={label ? labelId : undefined}>
      {label && <MenuLabel id={labelId}>{label}</MenuLabel>}
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="menuitemradio"
          tabIndex={-1}
          className="menu-item"
          aria-checked={option.value === value}
          aria-disabled={option.disabled || undefined}
          onClick={option.disabled ? undefined : () => choose(option.value)}
        >
          {option.dot}
          <span className="menu-text">{option.label}</span>
          <Tick shown={option.value === value} />
        </button>
      ))}
    </div>
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
    <button
      type="button"
      role="menuitemcheckbox"
      tabIndex={-1}
      className="menu-item"
      aria-checked={checked}
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : () => onChange(!checked)}
    >
      <span className="menu-text">{children}</span>
      <Tick shown={checked} />
    </button>
  );
}

function Tick({ shown }: { shown: boolean }) {
  return <span className="menu-tick">{shown && <Check />}</span>;
}
