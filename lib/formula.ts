// What spreadsheets take for the start of a formula (the wide and small forms among it are read as the plain ones),
// however much blank or invisible space stands before it; and what they skip before they look.
const formulaStart = /^(?:[\s\u200b-\u200d\u2060\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]|[\t\r\n])/;

function isFormulaStart(text: string): boolean {
  return formulaStart.test(text);
}

/**
 * Text made inert for a CSV cell: what a spreadsheet would run as a formula gets an apostrophe before it, and so does
 * what `unescapeFormula` would otherwise take an apostrophe from. All other text stays as it is.
 */
export function escapeFormula(text: string): string {
  return isFormulaStart(text) ? `'${text}` : escapeApostrophe(text);
}

/** For cells that are inert already (text cells of XLSX): only guards what `unescapeFormula` would shorten. */
export function escapeApostrophe(text: string): string {
  return unescapeFormula(text) === text ? text : `'${text}`;
}

/**
 * Gives back what went into `escapeFormula` or `escapeApostrophe`. In files from elsewhere only an apostrophe before
 * a formula or another apostrophe goes; "'t Hooft" keeps its own.
 */
export function unescapeFormula(text: string): string {
  // Nearly every cell ends here, at one comparison of numbers.
  if (text.charCodeAt(0) !== 0x27) return text;
  const rest = text.slice(1);
  return rest.startsWith("'") || isFormulaStart(rest) ? rest : text;
}
