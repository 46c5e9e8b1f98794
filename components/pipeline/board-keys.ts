/**
 * Arrow keys between cards: up and down in a column, left and right to the card beside in the next column that has any. Returns the link to
 * focus, or null when the key means nothing here.
 */
export function neighbour(board: HTMLElement, from: HTMLElement, key: string): HTMLElement | null {
  const columns = [...board.querySelectorAll<HTMLElement>('[data-column]')].map((column) => [
    ...column.querySelectorAll<HTMLElement>('.card-name'),
  ]);
  const columnIndex = columns.findIndex((cards) => cards.includes(from));
  const column = columns[columnIndex];
  if (!column) return null;
  const index = column.indexOf(from);
  switch (key) {
    case 'ArrowDown':
      return column[index + 1] ?? null;
    case 'ArrowUp':
      return column[index - 1] ?? null;
    case 'ArrowRight':
      return beside(columns.slice(columnIndex + 1), index);
    case 'ArrowLeft':
      return beside(columns.slice(0, columnIndex).reverse(), index);
    default:
      return null;
  }
}

/** Puts the focus on the card after this one, or whichever is nearest. */
export function focusBeside(board: HTMLElement, cardId: number): void {
  const link = board.querySelector<HTMLElement>(`[data-card="${cardId}"] .card-name`);
  if (!link) return;
  const keys = ['ArrowDown', 'ArrowUp', 'ArrowRight', 'ArrowLeft'];
  keys.reduce<HTMLElement | null>((found, key) => found ?? neighbour(board, link, key), null)?.focus();
}

function beside(columns: HTMLElement[][], index: number): HTMLElement | null {
  const column = columns.find((cards) => cards.length > 0);
  return column?.[Math.min(index, column.length - 1)] ?? null;
}
