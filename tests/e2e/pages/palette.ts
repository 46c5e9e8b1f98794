import type { Page } from 'playwright/test';
import { expect } from '../support/fixtures.ts';

/** The search from anywhere, over whatever page is open. */
export class Palette {
  readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  get box() {
    return this.page.getByRole('combobox', { name: 'Buscar em tudo' });
  }

  get button() {
    return this.page.getByRole('button', { name: 'Buscar em tudo' });
  }

  group(name: string) {
    return this.page.getByRole('group', { name, exact: true });
  }

  option(name: string | RegExp) {
    return this.page.getByRole('option', { name });
  }

  get active() {
    return this.page.getByRole('option', { selected: true });
  }

  /** By the keys; they are only heard once the page has come to life. */
  async open(keys = 'Control+k') {
    await expect(async () => {
      if (!(await this.box.isVisible())) await this.page.keyboard.press(keys);
      await expect(this.box).toBeFocused({ timeout: 1_000 });
    }).toPass();
  }

  /** Types, and waits for what that finds. */
  async type(text: string) {
    const answered = this.page.waitForResponse((response) =>
      response.url().endsWith(`?q=${encodeURIComponent(text)}`),
    );
    await this.box.fill(text);
    await answered;
  }
}
