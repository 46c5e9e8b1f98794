const SHOW = 'palette:show';

/** Opens the palette from anywhere, or closes it when it is open. */
export function showPalette() {
  window.dispatchEvent(new Event(SHOW));
}

/** Calls back whenever someone asks for the palette; returns the function that stops it. */
export function onShowPalette(callback: () => void): () => void {
  window.addEventListener(SHOW, callback);
  return () => window.removeEventListener(SHOW, callback);
}
