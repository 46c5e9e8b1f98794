import { describe, expect, it } from 'vitest';
import { findNameClash, findNearOrigin } from '#domain/origins/rules.ts';

const origins = [
  { id: 1, name: 'Facebook', aliases: [{ id: 10, name: 'Página do Face' }] },
  { id: 2, name: 'Indicações', aliases: [] },
  { id: 3, name: 'Google Ads', aliases: [{ id: 11, name: 'Adwords' }] },
];

describe('findNameClash', () => {
  it.each([
    ['facebook', 1, false],
    ['  FACEBOOK ', 1, false],
    ['Fаcebook', 1, false], // Cyrillic а
    ['indicacoes', 2, false],
    ['google   ads', 3, false],
    ['AdWords', 3, true],
    ['pagina do face', 1, true],
  ])('%j leads to %i', (name, id, isAlias) => {
    expect(findNameClash(origins, name)).toMatchObject({ origin: { id }, isAlias });
  });

  it.each(['Facebok', 'Google', 'Campanha de E-mail'])('%j leads nowhere', (name) => {
    expect(findNameClash(origins, name)).toBeNull();
  });

  it('leaves out the one being edited', () => {
    expect(findNameClash(origins, 'FACEBOOK', 1)).toBeNull();
    expect(findNameClash(origins, 'adwords', 1)).toMatchObject({ origin: { id: 3 } });
  });
});

describe('findNearOrigin', () => {
  it.each([
    ['Facebok', 1, 'Facebook'],
    ['Face book', 1, 'Facebook'],
    ['Indicaçoes', null, null],
    ['Indicacaoes', 2, 'Indicações'],
    ['Adword', 3, 'Adwords'],
    ['WhatsApp', null, null],
  ])('%j is near %s (%s)', (name, id, spelling) => {
    const near = findNearOrigin(origins, name);
    expect(near && { id: near.id, spelling: near.spelling }).toEqual(id === null ? null : { id, spelling });
  });

  it('names the origin, not the alias, and leaves out the one being edited', () => {
    expect(findNearOrigin(origins, 'Adword')).toMatchObject({ id: 3, name: 'Google Ads' });
    expect(findNearOrigin(origins, 'Facebok', 1)).toBeNull();
  });
});
