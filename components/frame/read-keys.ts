import { areSingleKeysOn } from './single-keys.ts';

const SEQUENCE_MS = 1000;

const places: Record<string, string> = {
  p: '/pipeline',
  i: '/inbox',
  c: '/contacts',
  s: '/statuses',
  o: '/origins',
};

const DIALOGS = '[role="dialog"], [role="alertdialog"]';
/** The palette is a `dialog` element. */
const POPUPS = '[role="menu"], dialog[open]';

type Orders = {
  go: (href: string) => void;
  newContactHref: string;
  /** Opens the palette, or closes it. */
  search: () => void;
  /** Lists the shortcuts. */
  show: () => void;
};

/**
 * Turns key presses into orders until the returned function is called. Never while someone types or a pop-up is open,
 * but for Ctrl K: that one works from a box or a menu too, and only a dialog keeps it, lest what was typed there be lost.
 */
export function readKeys({ go, newContactHref, search, show }: Orders): () => void {
  let waitingSince = 0;

  function press(key: string): boolean {
    const isSecond = performance.now() - waitingSince < SEQUENCE_MS;
    waitingSince = 0;
    const place = isSecond ? places[key] : undefined;
    if (place) go(place);
    else if (key === 'g') waitingSince = performance.now();
    else if (key === '/') {
      if (!focusSearch('[data-search]')) search();
    } else if (key === 'c') go(newContactHref);
    else if (key === '?') show();
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || event.altKey || isIn(DIALOGS)) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key !== 'k' || event.shiftKey) return;
      event.preventDefault();
      return search();
    }
    if (isTyping(event.target) || isIn(POPUPS) || !areSingleKeysOn()) return;
    if (press(key)) event.preventDefault();
  }

  document.addEventListener('keydown', onKeyDown);
  return () => document.removeEventListener('keydown', onKeyDown);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
  return target.isContentEditable || target.matches('textarea, select');
}

function isIn(selector: string): boolean {
  return document.querySelector(selector) !== null;
}

function focusSearch(selector: string): boolean {
  const box = [...document.querySelectorAll<HTMLInputElement>(selector)].find((input) =>
    input.checkVisibility(),
  );
  box?.focus();
  box?.select();
  return box !== undefined;
}
