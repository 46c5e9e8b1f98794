import { describe, expect, test } from 'vitest';
import { announcedDelimiter, findDelimiter } from '#lib/table-file/delimiter.ts';

describe('findDelimiter', () => {
  test.each([
    ['semicolons', 'nome;fone\nMaria;1\nJosé;2\n', ';'],
    ['commas', 'name,phone\nMaria,1\nJosé,2\n', ','],
    ['tabs', 'nome\tfone\nMaria\t1\n', '\t'],
    ['bars', 'nome|fone\nMaria|1\n', '|'],
    ['decimals with commas', 'nome;valor\nMaria;1,5\nJosé;2,5\n', ';'],
    ['commas in addresses', 'nome;rua\nMaria;Rua A, 1\nJosé;Rua B, 2, fundos\n', ';'],
    ['a comma in the header too', 'nome;rua, número\nMaria;Rua A, 1\nJosé;Rua B, 2\n', ';'],
    ['semicolons in a list', 'name,tags\nMaria,a;b\nJosé,c;d\n', ','],
    ['quoted delimiters', '"a;b;c","d"\n"1;2;3","4"\n', ','],
    ['quoted line ends', 'a,b\n"x;\ny;\nz;",1\n"q;\nr",2\n', ','],
    ['rows cut short', 'a;b;c\n1;2;3\n1;2\n1\n1;2;3\n', ';'],
    ['one column', 'nome\nMaria\nJosé\n', ';'],
    ['one column of names with commas', 'nome\nSilva, Maria\nSouza, José\n', ';'],
    ['one column of lists', 'nome\na;b\nc;d\n', '\t'],
    ['header only', 'a,b,c', ','],
    ['nothing', '', ';'],
  ])('%s', (_, text, delimiter) => expect(findDelimiter(text, true)).toBe(delimiter));

  test('does not count a last row that is cut off', () => {
    expect(findDelimiter('a;b\n1;2\n"x,y,z', false)).toBe(';');
  });
});

test.each([
  ['sep=;\r\na', { delimiter: ';', length: 7 }],
  ['SEP=,\na', { delimiter: ',', length: 6 }],
  ['sep=\t\ra', { delimiter: '\t', length: 6 }],
  ['sep=x\na', null],
  ['sep=;;\na', null],
  ['a;b\nsep=;\n', null],
])('announcedDelimiter(%j)', (text, found) => expect(announcedDelimiter(text)).toEqual(found));
