export type Json = Record<string, unknown>;

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isText(value: unknown): value is string {
  return typeof value === 'string';
}

/** The object under a name, or null. */
export function objectAt(json: Json, name: string): Json | null {
  const value = Object.hasOwn(json, name) ? json[name] : undefined;
  return isObject(value) ? value : null;
}

/** The text under a name, or null where there is none or it is empty. */
export function textAt(json: Json, name: string): string | null {
  const value = Object.hasOwn(json, name) ? json[name] : undefined;
  return isText(value) && value !== '' ? value : null;
}

/** The objects of the list under a name; what is none is left out. */
export function listAt(json: Json, name: string): Json[] {
  const value = Object.hasOwn(json, name) ? json[name] : undefined;
  return Array.isArray(value) ? value.filter(isObject) : [];
}
