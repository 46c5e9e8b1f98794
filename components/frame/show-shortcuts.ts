const SHOW = 'shortcuts:show';

/** Opens the list of shortcuts from anywhere. */
export function showShortcuts() {
  window.dispatchEvent(new Event(SHOW));
}

/** Calls back whenever someone asks for the list; returns the function that stops it. */
export function onShowShortcuts(callback: () => void): () => void {
  window.addEventListener(SHOW, callback);
  return () => window.removeEventListener(SHOW, callback);
}
