import { z } from 'zod';
import type { TemplateCategory } from '#db/whatsapp-values.ts';

export type HeaderFormat = 'text' | 'image' | 'video' | 'document' | 'location';
type TemplateButton = {
  /** Meta's word in small letters: `quick_reply`, `url`, `phone_number`, `copy_code` … */
  type: string;
  text: string;
  /** Where a `url` leads, with its variable. */
  url: string | null;
};
type TemplateComponent =
  | { type: 'header'; format: HeaderFormat; text: string }
  | { type: 'body'; text: string }
  | { type: 'footer'; text: string }
  | { type: 'buttons'; buttons: TemplateButton[] };

/** Something to fill in before sending. `${where}.${key}` is its name among the values. */
export type TemplateVariable = {
  /** `1` of `{{1}}`, `first_name` of `{{first_name}}`; of a button its place, from 0; `link` of a header's picture or file. */
  key: string;
  where: 'header' | 'body' | 'button';
  example: string;
};

/** A message that Meta has approved (or has not yet), made to be filled in. Its key is name and language. */
export type Template = {
  name: string;
  language: string;
  category: TemplateCategory;
  parameterFormat: 'positional' | 'named';
  components: TemplateComponent[];
  variables: TemplateVariable[];
};

type Stored = Omit<Template, 'components' | 'variables'> & { components: unknown };

const words = z.string().catch('');
const named = z.array(z.object({ param_name: words, example: words })).catch([]);

const button = z.looseObject({
  type: words.transform((type) => type.toLowerCase()),
  text: words,
  url: z.string().nullable().catch(null),
  example: z.union([z.string(), z.array(words).transform(([first = '']) => first)]).catch(''),
});

/** Source: Meta's reference of message templates (components of GET /{account}/message_templates). */
const component = z.looseObject({
  type: words.transform((type) => type.toLowerCase()),
  format: words.transform((format) => format.toLowerCase()),
  text: words,
  buttons: z.array(button).catch([]),
  example: z
    .object({
      header_text: z.array(words).catch([]),
      header_text_named_params: named,
      body_text: z.array(z.array(words).catch([])).catch([]),
      body_text_named_params: named,
    })
    .catch({ header_text: [], header_text_named_params: [], body_text: [], body_text_named_params: [] }),
});
type Component = z.output<typeof component>;
type Button = z.output<typeof button>;

const HEADERS: readonly string[] = [
  'text',
  'image',
  'video',
  'document',
  'location',
] satisfies HeaderFormat[];

/** A template out of the table, its variables found in its texts; what Meta added since and we do not know is left out. */
export function readTemplate({ components: stored, ...facts }: Stored): Template {
  const components = z.array(component).catch([]).parse(stored);
  return {
    ...facts,
    components: components.flatMap(readComponent),
    variables: components.flatMap((one) => variablesOf(one)),
  };
}

/** Buttons that can be sent without more than we know to give. */
const BUTTONS: readonly string[] = ['quick_reply', 'url', 'phone_number', 'copy_code', 'voice_call'];
const COMPONENTS: readonly string[] = ['header', 'body', 'footer', 'buttons'];

/** Whether a person can fill it in here and send it: no codes for signing in, no carousels, catalogues, flows or offers with a clock. */
export function isFillable({
  category,
  components: stored,
}: Pick<Stored, 'category' | 'components'>): boolean {
  if (category === 'AUTHENTICATION') return false;
  const components = z.array(component).catch([]).parse(stored);
  const isKnown = ({ type, format, buttons }: Component) =>
    COMPONENTS.includes(type) &&
    buttons.every((one) => BUTTONS.includes(one.type)) &&
    (type !== 'header' || ['text', 'image', 'video', 'document'].includes(format || 'text'));
  return components.some(({ type }) => type === 'body') && components.every(isKnown);
}

function readComponent({ type, format, text, buttons }: Component): TemplateComponent[] {
  if (type === 'header')
    return isHeader(format || 'text') ? [{ type, format: (format || 'text') as HeaderFormat, text }] : [];
  if (type === 'body' || type === 'footer') return [{ type, text }];
  if (type !== 'buttons') return [];
  return [{ type, buttons: buttons.map((one) => ({ type: one.type, text: one.text, url: one.url })) }];
}

function isHeader(format: string): format is HeaderFormat {
  return HEADERS.includes(format);
}

function variablesOf({ type, format, text, buttons, example }: Component): TemplateVariable[] {
  if (type === 'header' && ['image', 'video', 'document'].includes(format))
    return [{ key: 'link', where: 'header', example: '' }];
  if (type === 'header')
    return placeholders(text).map((key, at) => ({
      key,
      where: 'header',
      example: exampleOf(example.header_text_named_params, example.header_text, key, at),
    }));
  if (type === 'body')
    return placeholders(text).map((key, at) => ({
      key,
      where: 'body',
      example: exampleOf(example.body_text_named_params, example.body_text[0] ?? [], key, at),
    }));
  return type === 'buttons' ? buttons.flatMap(variableOfButton) : [];
}

/** A link's variable stands at its end, and its example is the whole link. */
function variableOfButton({ type, url, example }: Button, place: number): TemplateVariable[] {
  if (type === 'copy_code') return [{ key: String(place), where: 'button', example }];
  const [fixed, rest] = (url ?? '').split(PLACEHOLDER_AT, 2);
  if (type !== 'url' || rest === undefined || fixed === undefined) return [];
  return [
    {
      key: String(place),
      where: 'button',
      example: example.startsWith(fixed) ? example.slice(fixed.length) : example,
    },
  ];
}

const PLACEHOLDER = /\{\{\s*(\w{1,100})\s*\}\}/g;
const PLACEHOLDER_AT = /\{\{\s*\w{1,100}\s*\}\}/;

/** Each once: positional ones by their number, named ones as they come. */
function placeholders(text: string): string[] {
  const keys = [...new Set([...text.matchAll(PLACEHOLDER)].map(([, key = '']) => key))];
  return keys.every((key) => /^\d+$/.test(key)) ? keys.toSorted((a, b) => Number(a) - Number(b)) : keys;
}

function exampleOf(
  byName: { param_name: string; example: string }[],
  inOrder: string[],
  key: string,
  at: number,
): string {
  return byName.find(({ param_name }) => param_name === key)?.example ?? inOrder[at] ?? '';
}
