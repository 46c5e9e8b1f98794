import { describe, expect, test } from 'vitest';
import { applyMapping, firstPlan, fitOf, guessColumns, whyNotMap } from '#domain/imports/guess-rules.ts';
import type { ColumnTarget, Look } from '#domain/imports/types.ts';

const FIELDS = [{ id: 7, name: 'Cidade', kind: 'text' as const, choices: [] }];
const columns = (...list: [header: string, looks?: Look][]) =>
  list.map(([header, looks = 'text']) => ({ header, looks }));

describe('guessing columns', () => {
  test.each<[what: string, [string, Look?][], ColumnTarget[]]>([
    [
      'Portuguese',
      [['Nome'], ['Celular', 'phone'], ['E-mail', 'email'], ['Etapa'], ['Origem']],
      ['name', 'phone', 'email', 'status', 'origin'],
    ],
    [
      'English',
      [['First Name'], ['Last name'], ['Phone number', 'phone'], ['Lead source']],
      ['firstName', 'lastName', 'phone', 'origin'],
    ],
    [
      'Spanish',
      [['Nombre'], ['Apellidos'], ['Teléfono', 'phone'], ['Fuente'], ['Responsable']],
      ['firstName', 'lastName', 'phone', 'origin', 'owner'],
    ],
    [
      'case, accents and punctuation',
      [['  NÚMERO_DO WhatsApp ', 'phone'], ['OBSERVACOES']],
      ['phone', 'notes'],
    ],
    ['a custom field by its name', [['nome'], ['CIDADE']], ['name', 'field:7']],
    [
      'two phones',
      [
        ['Telefone 1', 'phone'],
        ['Telefone 2', 'phone'],
      ],
      ['phone', 'phone'],
    ],
    ['what may be had once, once', [['Empresa'], ['Company']], ['company', 'skip']],
    [
      'no header, by what stands beneath',
      [
        ['', 'email'],
        ['x', 'phone'],
      ],
      ['email', 'phone'],
    ],
    ['a header that its cells contradict', [['Contato', 'phone'], ['Nome']], ['phone', 'name']],
    ['headers of no meaning', [['__proto__'], ['constructor'], ['']], ['skip', 'skip', 'skip']],
    [
      'our own file of rejected rows',
      [['Nome'], ['Motivo da rejeição'], ['Linha no arquivo', 'number']],
      ['name', 'skip', 'skip'],
    ],
  ])('%s', (_, headers, targets) => {
    expect(guessColumns(columns(...headers), FIELDS)).toEqual(targets);
  });
});

describe('a mapping', () => {
  test.each<[ColumnTarget[], 'create' | 'update' | 'both', string | null]>([
    [['name', 'phone'], 'both', null],
    [['name', 'name', 'phone'], 'both', 'target_twice'],
    [['name', 'phone', 'phone'], 'both', null],
    [['name', 'company'], 'both', 'identity_needed'],
    [['phone'], 'create', 'name_needed'],
    [['id', 'company'], 'update', null],
    [['name', 'phone', 'field:9'], 'both', 'gone'],
  ])('%j for %s: %s', (targets, mode, code) => {
    expect(whyNotMap(targets, [7], mode)?.code ?? null).toBe(code);
  });

  test('fits a file by its headers, and is laid over it by them', () => {
    const saved = [
      { header: 'Nome', target: 'name' as const },
      { header: 'Fone', target: 'phone' as const },
      { header: 'Sobra', target: 'skip' as const },
    ];
    expect(fitOf(saved, ['NOME', 'x'])).toBe(0.5);
    expect(applyMapping(saved, ['fone', 'Nome', 'Nome'])).toEqual(['phone', 'name', 'skip']);
  });

  test('a first plan matches by what there is', () => {
    expect(firstPlan(['name', 'email'])).toMatchObject({
      matchBy: ['email'],
      onUpdate: 'fill',
      runsAutomations: false,
    });
  });
});
