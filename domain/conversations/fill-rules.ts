import { valueName } from '../whatsapp/template-text.ts';
import type { Template } from '../whatsapp/templates.ts';

type Facts = Readonly<
  Record<'firstName' | 'company' | 'owner' | 'me' | 'phone' | 'email' | 'origin', string>
>;

/** What a variable's name says of what goes into it, in the three languages that templates are written in here. */
const NAMED: readonly [RegExp, keyof Facts][] = [
  [/company|empresa/, 'company'],
  [/agent|owner|seller|vendedor|atendente|consultor|asesor|responsa[vb]/, 'owner'],
  [/phone|telefone|tel[eé]fono|celular|whatsapp/, 'phone'],
  [/mail|correo/, 'email'],
  [/origin|origem|origen|fonte/, 'origin'],
  [/name|nome|nombre|cliente|customer|client|contact/, 'firstName'],
];

/** "Olá {{1}}", "Hola, {{1}}", "Dear {{1}}". */
const GREETED =
  /(?:^|[\s!,.])(?:ol[áa]|oi|bom dia|boa tarde|boa noite|prezad[oa]|hola|buenos d[ií]as|estimad[oa]|hi|hello|dear)[\s,]*$/i;

/** What is likely meant by a template's variables, by `${where}.${key}`; those that nothing is known of are left out. */
export function suggestValues(template: Template, facts: Facts): Record<string, string> {
  const values: Record<string, string> = {};
  for (const variable of template.variables) {
    const isNamed = !/^\d+$/.test(variable.key);
    const fact = isNamed
      ? factNamed(variable.key)
      : variable.where === 'body' && greeted(template, variable.key);
    // Nobody's lead is everybody's: whoever writes will do.
    const value = fact === 'owner' ? facts.owner || facts.me : fact ? facts[fact] : '';
    if (value) values[valueName(variable)] = value;
  }
  return values;
}

function factNamed(key: string): keyof Facts | null {
  return NAMED.find(([pattern]) => pattern.test(key.toLowerCase()))?.[1] ?? null;
}

function greeted(template: Template, key: string): keyof Facts | null {
  const body = template.components.find((part) => part.type === 'body');
  const [before] = body?.text.split(new RegExp(`\\{\\{\\s*${key}\\s*\\}\\}`), 1) ?? [];
  return before !== undefined && before !== body?.text && GREETED.test(before) ? 'firstName' : null;
}
