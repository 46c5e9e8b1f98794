const STORED = 'single-key-shortcuts';

/** Whether shortcuts without Ctrl or ⌘ are wanted: WCAG 2.1.4 asks for a way to turn them off. */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    // Storage can be forbidden by the browser; the default then holds.
    return true;
  }
}

export function setSingleKeys(on: boolean) {
  try {
    if (on) localStorage.removeItem(STORED);
    else localStorage.setItem(STORED, 'off');
  } catch {
    // Not remembered then; nothing else to do.
  }
}
