import { readFileSync } from 'node:fs';
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser';
import { LOCALES, type Locale } from '#db/values.ts';

type Tree = { [key: string]: string | Tree };

/** One language: every text by its whole key (`statuses.columns.name`). */
export type Catalogue = Map<string, string>;

/** All languages, from the files that the product itself reads. */
export function readCatalogues(): Record<Locale, Catalogue> {
  const pairs = LOCALES.map((locale) => [
    locale,
    flatten(JSON.parse(readFileSync(`messages/${locale}.json`, 'utf8'))),
  ]);
  return Object.fromEntries(pairs);
}

/** The texts of a tree of messages by their whole keys. */
export function flatten(tree: Tree, prefix = ''): Catalogue {
  const pairs = Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : [...flatten(value, `${prefix}${key}.`)],
  );
  return new Map(pairs);
}

/**
 * What a text needs to be given: name → what it is used as (`value`, `date`, `tag`, `select a|b`). A number may be shown plainly in one
 * language and choose a plural in another. Throws what the parser says of a text that is no ICU message.
 */
export function placeholdersOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  const add = (elements: MessageFormatElement[]): void => {
    for (const element of elements) {
      const use = useOf(element);
      if (use && 'value' in element) found.set(element.value, use);
      if (element.type === TYPE.tag) add(element.children);
      if (element.type === TYPE.select || element.type === TYPE.plural)
        for (const option of Object.values(element.options)) add(option.value);
    }
  };
  add(parse(text));
  return found;
}

function useOf(element: MessageFormatElement): string | null {
  switch (element.type) {
    case TYPE.argument:
    case TYPE.number:
    case TYPE.plural:
      return 'value';
    case TYPE.date:
    case TYPE.time:
      return 'date';
    case TYPE.select:
      return `select ${Object.keys(element.options).toSorted().join('|')}`;
    case TYPE.tag:
      return 'tag';
    default:
      return null;
  }
}

/** The plural forms that a text has but its language never asks for. */
export function strangePlurals(text: string, locale: Locale): string[] {
  const known = (type: 'cardinal' | 'ordinal') =>
    new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories as string[];
  const look = (elements: MessageFormatElement[]): string[] =>
    elements.flatMap((element) => {
      if (element.type === TYPE.tag) return look(element.children);
      if (element.type !== TYPE.select && element.type !== TYPE.plural) return [];
      const inner = Object.values(element.options).flatMap(({ value }) => look(value));
      if (element.type === TYPE.select) return inner;
      const forms = known(element.pluralType ?? 'cardinal');
      const strange = Object.keys(element.options).filter(
        (form) => !form.startsWith('=') && !forms.includes(form),
      );
      return [...strange, ...inner];
    });
  return look(parse(text));
}
