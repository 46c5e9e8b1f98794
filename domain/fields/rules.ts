import { nameKey } from '#lib/text.ts';

/** A workspace keeps at most so many fields, and a field so many choices. */
export const FIELDS_MAX = 50;
export const CHOICES_MAX = 200;

/** So many of them a list shows as columns at once: more could not be read side by side. */
export const SHOWN_FIELDS_MAX = 8;

/**
 * What the product itself calls the facts of every contact, in its three languages: a field of the same name would make the heading of a file's
 * column mean two things.
 */
const BUILT_IN = [
  ['ID', 'Código do contato', 'Contact id', 'ID del contacto'],
  ['Nome', 'Sobrenome', 'Nome completo', 'Name', 'First name', 'Last name', 'Full name'],
  ['Nombre', 'Apellido', 'Apellidos', 'Nombre completo', 'Primeiro nome', 'Primer nombre'],
  ['Tipo', 'Type'],
  ['Telefone', 'Celular', 'WhatsApp', 'Phone', 'Mobile', 'Teléfono', 'Móvil'],
  ['E-mail', 'Email', 'Correo', 'Correo electrónico'],
  ['Outro telefone', 'Another phone', 'Otro teléfono', 'Outro e-mail', 'Another e-mail', 'Otro correo'],
  ['Usuário do WhatsApp', 'WhatsApp user', 'Usuario de WhatsApp'],
  ['Outros telefones', 'Other phones', 'Otros teléfonos'],
  ['Outros e-mails', 'Other e-mails', 'Otros correos'],
  ['Sem mensagens desde', 'No messages since', 'Sin mensajes desde'],
  ['Empresa', 'Company'],
  ['Site', 'Website', 'Sitio web', 'Página web'],
  ['Anotações', 'Notas', 'Notes'],
  ['Atribuído', 'Responsável', 'Assigned', 'Assigned to', 'Owner', 'Asignado', 'Responsable'],
  ['Status', 'Estado'],
  ['Fonte', 'Origem', 'Source', 'Origin', 'Fuente', 'Origen'],
  ['Ativo', 'Active', 'Activo'],
  ['Grupo', 'Grupos', 'Group', 'Groups'],
  ['Criado em', 'Created', 'Created at', 'Creado', 'Creado el'],
  ['Última atividade', 'Last activity', 'Última actividad'],
  ['Última mensagem', 'Last message', 'Último mensaje'],
].flat();

const BUILT_IN_KEYS: ReadonlySet<string> = new Set(BUILT_IN.map(nameKey));

/** Whether a name means a fact that every contact has. */
export function isBuiltInName(name: string): boolean {
  return BUILT_IN_KEYS.has(nameKey(name));
}

/** The order after moving `id` before `beforeId` (null: to the end). */
export function reordered(order: { id: number }[], id: number, beforeId: number | null): number[] {
  const rest = order.map((one) => one.id).filter((other) => other !== id);
  const index = beforeId === null ? rest.length : rest.indexOf(beforeId);
  return [...rest.slice(0, index), id, ...rest.slice(index)];
}

/** One whose name means the same as `name`, other than the one being edited. */
export function sameName<T extends { id: number; name: string }>(
  list: T[],
  name: string,
  exceptId?: number,
): T | undefined {
  const key = nameKey(name);
  return list.find((one) => one.id !== exceptId && nameKey(one.name) === key);
}

/** The first of `names` that means the same as one before it; undefined when all differ. */
export function firstRepeated(names: string[]): string | undefined {
  const seen = new Set<string>();
  return names.find((name) => {
    const key = nameKey(name);
    const isKnown = seen.has(key);
    seen.add(key);
    return isKnown;
  });
}
