/** How a condition in words asks the builder's button to open the builder at it. */
const OPEN = 'open-filter-builder';

export function askForBuilder(index: number): void {
  window.dispatchEvent(new CustomEvent(OPEN, { detail: index }));
}

/** Calls back with the place of the condition to edit; gives the way to stop. */
export function onBuilderAsked(callback: (index: number) => void): () => void {
  const hear = (event: Event) => {
    if (event instanceof CustomEvent) callback(Number(event.detail));
  };
  window.addEventListener(OPEN, hear);
  return () => window.removeEventListener(OPEN, hear);
}
