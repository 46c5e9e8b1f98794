import { NextIntlClientProvider } from 'next-intl';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import messages from '#messages/pt-BR.json' with { type: 'json' };

function html(element: ReactElement) {
  const { ui } = messages;
  return renderToStaticMarkup(
    <NextIntlClientProvider locale="pt-BR" timeZone="UTC" messages={{ ui }}>
      {element}
    </NextIntlClientProvider>,
  );
}

test('the label names the control', () => {
  const page = html(
    <Field label="Nome">
      <Input name="name" />
    </Field>,
  );
  expect(page).toContain('for="field-name"');
  expect(page).toContain('id="field-name"');
  expect(page).not.toContain('aria-invalid');
  expect(page).not.toContain('aria-describedby');
});

test('the error comes before the hint, on the screen and to the ear', () => {
  const page = html(
    <Field label="Telefone" hint="Com DDD" error="Falta o DDD">
      <Input name="phone" />
    </Field>,
  );
  expect(page).toContain('aria-describedby="field-phone-error field-phone-hint"');
  expect(page).toContain('aria-invalid="true"');
  expect(page.indexOf('Falta o DDD')).toBeLessThan(page.indexOf('Com DDD'));
});

test('an id of its own is kept, and optional is said in words', () => {
  const page = html(
    <Field label="Site" optional>
      <Input id="mine" name="site" />
    </Field>,
  );
  expect(page).toContain('for="mine"');
  expect(page).toContain('(opcional)');
});
