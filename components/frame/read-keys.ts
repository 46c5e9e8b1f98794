import { areSingleKeysOn } from './single-keys.ts';

const SEQUENCE_MS = 1000;

const places: Record<string, string> = {
  p: '/pipeline',
  c: '/contacts',
  s: '/statuses',
  o: '/origins',
};

type Orders = { go: (href: string) => void; newContactHref: string; show: () => void };

/** Turns key presses into orders until the returned function is called. Never while someone types or a pop-up is open. */
export function readKeys({ go, newContactHref, show }: Orders): () => void {
  let waitingSince = 0;

  function press(key: string): boolean {
    const isSecond = performance.now() - waitingSince < SEQUENCE_MS;
    waitingSince = 0;
    const place = isSecond ? places[key] : undefined;
    if (place) go(place);
    else if (key === 'g') waitingSince = performance.now();
    else if (key === '/') return focusSearch('[data-search]') || focusSearch('[data-global-search]');
    else if (key === 'c') go(newContactHref);
    else if (key === '?') show();
    else return false;
    return true;
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.isComposing || event.altKey || isCovered()) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      if (key === 'k' && !event.shiftKey && focusSearch('[data-global-search]')) event.preventDefault();
      return;
    }
    if (isTyping(event.target) || !areSingleKeysOn()) return;
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

function isCovered(): boolean {
  return document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null;
}

function focusSearch(selector: string): boolean {
  const box = [...document.querySelectorAll<HTMLInputElement>(selector)].find((input) =>
    input.checkVisibility(),
  );
  box?.focus();
  box?.select();
  return box !== undefined;
}
