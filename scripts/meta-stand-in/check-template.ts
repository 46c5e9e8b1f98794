import { type Json, listAt, objectAt, textAt } from './json.ts';
import { type Refused, refusal } from './refusals.ts';
import type { StandInTemplate } from './world.ts';

/** Holds the sending of a template against the templates of the account. */
export function checkTemplate(
  content: Json,
  templates: readonly StandInTemplate[],
  isByUserId: boolean,
): Refused | null {
  const name = textAt(content, 'name');
  const language = textAt(objectAt(content, 'language') ?? {}, 'code');
  if (!name || !language) return refusal(131008, 'template.name and template.language.code are required.');
  const template = templates.find((one) => one.name === name && one.language === language);
  if (!template || ['PENDING', 'REJECTED', 'IN_APPEAL', 'PENDING_DELETION'].includes(template.status))
    return refusal(132001, `template name (${name}) does not exist in ${language}`);
  if (template.status === 'PAUSED') return refusal(132015);
  if (template.status === 'DISABLED') return refusal(132016);
  if (template.category === 'AUTHENTICATION' && isByUserId) return refusal(131062);
  return checkParts(template, listAt(content, 'components'));
}

function checkParts(template: StandInTemplate, sent: Json[]): Refused | null {
  for (const part of template.components as Json[]) {
    const type = (textAt(part, 'type') ?? '').toLowerCase();
    const problem =
      type === 'buttons'
        ? checkButtons(listAt(part, 'buttons'), sent)
        : checkTexts(
            template,
            type,
            part,
            sent.find((one) => one.type === type),
          );
    if (problem) return problem;
  }
  return null;
}

function checkTexts(
  template: StandInTemplate,
  type: string,
  part: Json,
  sent: Json | undefined,
): Refused | null {
  const format = (textAt(part, 'format') ?? 'TEXT').toLowerCase();
  const parameters = listAt(sent ?? {}, 'parameters');
  if (format !== 'text') return parameters.length === 1 ? null : mismatch(type, parameters.length, 1);
  const keys = placeholders(textAt(part, 'text') ?? '');
  if (parameters.length !== keys.length) return mismatch(type, parameters.length, keys.length);
  const names = parameters.map((one) => textAt(one, 'parameter_name'));
  const isNamed = template.parameter_format === 'NAMED';
  if (isNamed && keys.some((key) => !names.includes(key)))
    return refusal(132012, `${type}: each parameter needs the parameter_name of a variable.`);
  return checkValues(type, parameters);
}

function checkValues(type: string, parameters: Json[]): Refused | null {
  for (const parameter of parameters) {
    const text = textAt(parameter, 'text');
    if (parameter.type !== 'text') return refusal(132012, `${type}: parameters of text are of type text.`);
    if (!text) return refusal(131008, 'Parameter of type text is missing text value');
    if (/[\n\r\t]| {5}/.test(text)) return refusal(132018);
    if ([...text].length > 1_024) return refusal(132005);
  }
  return null;
}

function checkButtons(buttons: Json[], sent: Json[]): Refused | null {
  for (const [place, button] of buttons.entries()) {
    const isFilled = placeholders(textAt(button, 'url') ?? '').length > 0 || button.type === 'COPY_CODE';
    const theirs = sent.find((one) => one.type === 'button' && String(one.index) === String(place));
    if (isFilled && listAt(theirs ?? {}, 'parameters').length !== 1)
      return refusal(131008, `button ${place}: a parameter is required.`);
  }
  return null;
}

function mismatch(type: string, sent: number, expected: number): Refused {
  return refusal(
    132000,
    `${type}: number of localizable_params (${sent}) does not match the expected number of params (${expected})`,
  );
}

function placeholders(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, key = '']) => key))];
}
