import { escapeFormula } from '#lib/formula.ts';

/** Tells Excel that it is UTF-8. */
export const CSV_START = '\ufeff';

/** One line of a CSV with semicolons, as spreadsheets in Portuguese and Spanish expect, inert against formulas. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(cell).join(';')}\r\n`;
}

function cell(text: string): string {
  const inert = escapeFormula(text);
  return /[";\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
