import type { HeaderFormat, Template, TemplateVariable } from './templates.ts';

/** What a template's variables are filled with, by `${where}.${key}`. */
export type TemplateValues = Readonly<Record<string, string>>;

/** What the person will see. A variable without value stays as it is written: `{{1}}`. */
export type RenderedTemplate = {
  header: { format: HeaderFormat; text: string } | null;
  body: string;
  footer: string;
  buttons: { type: string; text: string; url: string | null }[];
};

const PLACEHOLDER = /\{\{\s*(\w{1,100})\s*\}\}/g;

/** The name of a variable among the values. */
export function valueName({ where, key }: Pick<TemplateVariable, 'where' | 'key'>): string {
  return `${where}.${key}`;
}

/** The variables that still lack a value: Meta accepts none that is empty. */
export function missingValues(template: Template, values: TemplateValues): TemplateVariable[] {
  return template.variables.filter((variable) => !given(values, variable));
}

/** A template with its variables filled in. What is filled in is never read for variables itself. */
export function renderTemplate(template: Template, values: TemplateValues): RenderedTemplate {
  const rendered: RenderedTemplate = { header: null, body: '', footer: '', buttons: [] };
  for (const part of template.components) {
    if (part.type === 'header')
      rendered.header = { format: part.format, text: fill(part.text, 'header', values) };
    if (part.type === 'body') rendered.body = fill(part.text, 'body', values);
    if (part.type === 'footer') rendered.footer = part.text;
    if (part.type === 'buttons')
      rendered.buttons = part.buttons.map((one, place) => ({
        ...one,
        url: fillLink(one.url, place, values),
      }));
  }
  return rendered;
}

/** The same as one text, as it stands in the conversation. */
export function templateText(template: Template, values: TemplateValues): string {
  const { header, body, footer } = renderTemplate(template, values);
  return [header?.text ?? '', body, footer].filter(Boolean).join('\n\n');
}

/** The `components` of Meta's send request for a template filled in with `values`. */
export function templateComponents(template: Template, values: TemplateValues): object[] {
  const parts = template.components.flatMap((part) => {
    if (part.type === 'header') return component('header', headerParameters(template, part.format, values));
    if (part.type === 'body') return component('body', textParameters(template, 'body', values));
    return part.type === 'buttons'
      ? part.buttons.flatMap((one, place) => buttonComponent(template, one.type, place, values))
      : [];
  });
  return parts;
}

function component(type: 'header' | 'body', parameters: object[]): object[] {
  return parameters.length === 0 ? [] : [{ type, parameters }];
}

function headerParameters(template: Template, format: HeaderFormat, values: TemplateValues): object[] {
  if (format === 'text' || format === 'location') return textParameters(template, 'header', values);
  const link = given(values, { where: 'header', key: 'link' });
  return [{ type: format, [format]: { link } }];
}

function textParameters(template: Template, where: 'header' | 'body', values: TemplateValues): object[] {
  const isNamed = template.parameterFormat === 'named';
  return template.variables
    .filter((variable) => variable.where === where)
    .map((variable) => ({
      type: 'text',
      ...(isNamed && { parameter_name: variable.key }),
      text: given(values, variable),
    }));
}

function buttonComponent(template: Template, type: string, place: number, values: TemplateValues): object[] {
  const variable = template.variables.find((one) => one.where === 'button' && one.key === String(place));
  if (!variable) return [];
  const value = given(values, variable);
  const parameter =
    type === 'copy_code' ? { type: 'coupon_code', coupon_code: value } : { type: 'text', text: value };
  return [{ type: 'button', sub_type: type, index: String(place), parameters: [parameter] }];
}

function fill(text: string, where: 'header' | 'body', values: TemplateValues): string {
  return text.replace(PLACEHOLDER, (written, key: string) => given(values, { where, key }) || written);
}

function fillLink(url: string | null, place: number, values: TemplateValues): string | null {
  const value = given(values, { where: 'button', key: String(place) });
  return url?.replace(PLACEHOLDER, (written) => value || written) ?? null;
}

/** Meta refuses line ends, tabs and long gaps inside of values. */
function given(values: TemplateValues, variable: Pick<TemplateVariable, 'where' | 'key'>): string {
  const name = valueName(variable);
  return Object.hasOwn(values, name) ? (values[name] ?? '').replace(/\s+/g, ' ').trim() : '';
}
