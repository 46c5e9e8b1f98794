import { readFileSync } from 'node:fs';
import { IntlMessageFormat } from 'intl-messageformat';

type Values = Record<string, string | number>;
type Tree = { [key: string]: string | Tree };

/** The texts of one namespace of `messages/` as a function; where there is no page to give them. A key may lead deeper: `pace.reached`. */
export type Texts<_Namespace extends string> = (key: string, values?: Values) => string;

const catalogues = new Map<string, Tree>();

/** The texts of a namespace in a language (`pt-BR`, `en`, `es`), read from their file once. @throws for a language or key that there is not. */
export function textsIn<Namespace extends string>(locale: string, namespace: Namespace): Texts<Namespace> {
  const whole = catalogueOf(locale);
  return (key, values) => {
    const text = [namespace, ...key.split('.')].reduce<string | Tree | undefined>(
      (at, part) => (typeof at === 'object' ? at[part] : undefined),
      whole,
    );
    if (typeof text !== 'string') throw new Error(`no text ${namespace}.${key} in ${locale}`);
    return String(new IntlMessageFormat(text, locale).format(values));
  };
}

function catalogueOf(locale: string): Tree {
  const known = catalogues.get(locale);
  if (known) return known;
  const read: Tree = JSON.parse(readFileSync(new URL(`../messages/${locale}.json`, import.meta.url), 'utf8'));
  catalogues.set(locale, read);
  return read;
}
