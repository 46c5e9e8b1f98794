import { describe, expect, it } from 'vitest';
import { ARROWS } from './architecture/arrows.ts';
import { CYCLES } from './architecture/cycles.ts';
import { clientShare, EDGES, idleDirectives } from './architecture/edges.ts';
import { findStrayTests } from './architecture/mirror.ts';
import { PURITY } from './architecture/purity.ts';
import { complaintAbout } from './architecture/rule.ts';
import { SMALL } from './architecture/small.ts';
import { filesUnder, readSources } from './architecture/source.ts';
import { WRITES } from './architecture/writes.ts';

const sources = readSources();
const share = clientShare(sources);

describe.each([
  ['who may import whom', [...ARROWS, ...PURITY, ...CYCLES]],
  ['ways in', EDGES],
  ['writes', WRITES],
  ['small and plain', SMALL],
])('%s', (_, rules) => {
  it.each(rules)('$says', (rule) => {
    const complaint = complaintAbout(rule, sources);
    if (complaint) expect.fail(complaint);
  });
});

describe('the whole', () => {
  it(`'use client' stays on leaves: ${share} % of the files with components (aim: under 40, at most 60)`, () => {
    if (share <= 60) return;
    const idle = idleDirectives(sources).map((path) => `  ${path}`);
    expect.fail(['\nOnly client components import these, so that they need not say it:', ...idle].join('\n'));
  });

  it('tests stand where the file they test stands', () => {
    const strays = findStrayTests(filesUnder('tests').filter((path) => /\.test\.tsx?$/.test(path)));
    if (strays.length === 0) return;
    expect.fail(
      [
        '\nRule: tests/domain/x/y.test.ts tests domain/x/y.ts',
        'Why: a test is found by the name of what it tests, and goes when that goes',
        'Instead: rename it; a test of several files together goes on the list in tests/architecture/mirror.ts',
        ...strays.map((path) => `  ${path}`),
      ].join('\n'),
    );
  });
});
