import { describe, expect, it } from 'vitest';
import {
  fieldOf,
  fieldsOf,
  fillText,
  isVariable,
  nameVariables,
  variableProblems,
  variablesOf,
  writeVariable,
} from '#domain/automations/variables-rules.ts';

const VALUES = { first_name: 'Ana', company: ' ', 'field.7': '12', message: '{{owner}} $& $1' } as const;

describe('variables in texts', () => {
  it.each([
    ['Olá {{first_name}}', 'Olá Ana'],
    ['Olá {{ first_name | cliente }}', 'Olá Ana'],
    ['Da {{company|sua empresa}}', 'Da sua empresa'],
    ['Da {{company}}.', 'Da .'],
    ['{{owner|nós}}', 'nós'],
    ['{{field.7}} e {{field.8|nada}}', '12 e nada'],
    // What people wrote is not read as a text of ours.
    ['> {{message}}', '> {{owner}} $& $1'],
    ['{{nobody|x}} {{nobody}}', 'x '],
    ['{{constructor}}{{__proto__}}', ''],
    ['{ {first_name} } {{first_name', '{ {first_name} } {{first_name'],
    ['{{first_name|a|b}}', 'Ana'],
    ['{{owner|a|b}}', 'a|b'],
  ])('%s', (text, filled) => {
    expect(fillText(text, VALUES)).toBe(filled);
  });

  it('are found with their fallbacks', () => {
    expect(variablesOf('{{first_name|x}} {{1}}')).toEqual([
      { name: 'first_name', fallback: 'x' },
      { name: '1', fallback: null },
    ]);
    expect(fieldsOf('{{field.7}} {{field.7|a}} {{field.0}}')).toEqual([7]);
    expect(isVariable('field.12')).toBe(true);
    expect(isVariable('field.-1')).toBe(false);
  });

  it.each([
    ['{{first_name|x}}', []],
    ['{{status}}', []],
    ['{{first_name}}', [{ code: 'no_fallback', name: 'first_name' }]],
    ['{{1|x}}', [{ code: 'unknown_variable', name: '1' }]],
    ['{{field.7|x}}', []],
    ['{{field.8|x}}', [{ code: 'unknown_field', name: 'field.8' }]],
  ])('problems of %s', (text, problems) => {
    expect(variableProblems(text, [7])).toEqual(problems);
  });

  it('are written so that they can be read', () => {
    expect(writeVariable({ name: 'owner', fallback: ' no{s}| ' })).toBe('{{owner|nos}}');
    expect(writeVariable({ name: 'owner', fallback: null })).toBe('{{owner}}');
  });
});

it('names what stands in a text', () => {
  const named = nameVariables('Olá {{first_name|cliente}}, {{ field.7 }} {{x}}', (name) =>
    name.toUpperCase(),
  );
  expect(named).toBe('Olá [FIRST_NAME], [FIELD.7] [X]');
});

it.each([
  ['field.7', 7],
  ['field.07', null],
  ['field.', null],
  ['status', null],
])('%s stands for the field %s', (name, id) => {
  expect(fieldOf(name)).toBe(id);
});
