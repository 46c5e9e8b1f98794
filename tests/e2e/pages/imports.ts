import type { Page } from 'playwright/test';

/** A CSV file as a browser would be given it. */
export const csv = (name: string, lines: string[]) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(`\ufeff${lines.join('\r\n')}\r\n`),
});

/** Picks a file with the button, as people do. */
export async function pickFile(page: Page, file: ReturnType<typeof csv>, button = 'Importar arquivo') {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: button }).click();
  await (await chooser).setFiles(file);
}

/** What becomes of the column with this header. */
export const target = (page: Page, header: string) =>
  page.getByRole('combobox', { name: `${header} vira`, exact: true });

export const goOn = (page: Page) => page.getByRole('button', { name: 'Continuar', exact: true }).click();

/** How many rows ended like this, by the tiles. */
export const tile = (page: Page, word: string) =>
  page.getByRole('listitem').filter({ hasText: new RegExp(`^\\d[\\d.]*${word}$`) });
