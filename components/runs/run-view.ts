import type { Texts } from '#components/ui/texts.ts';
import type { RunDetail } from '#domain/automations/get-run.ts';
import { formatDateTime } from '#lib/dates.ts';
import { momentOf, type Reader } from '#lib/moment.ts';
import { type TrailWords, trailFacts } from './trail-words.ts';
import type { ShownRun } from './types.ts';

/** A run in words, for its pop-up. Pure: names and texts are passed in. */
export function runView(run: RunDetail, t: Texts<'runs'>, words: TrailWords, reader: Reader): ShownRun {
  const { id, state, reason, startedAt, finishedAt, versionNumber, hops, contact, cause, effects } = run;
  return {
    ...{ id, state, reason, versionNumber, hops, contact, cause, effects },
    waits: waitsWords(run, t, reader),
    started: momentOf(startedAt, reader),
    finished: finishedAt && momentOf(finishedAt, reader),
    trail: run.trail.map((step) => ({
      place: step.place,
      kind: step.kind,
      state: step.state,
      attempts: step.attempts,
      error: step.error && errorWords(step.error, t),
      at: momentOf(step.startedAt, reader),
      facts: trailFacts(step, t, words),
    })),
  };
}

function waitsWords({ state, waitsFor, wakeAt }: RunDetail, t: Texts<'runs'>, reader: Reader): string | null {
  if (state !== 'waiting' || waitsFor === null) return null;
  const isTimed = waitsFor === 'time' || waitsFor === 'answer';
  const until = isTimed ? ` ${formatDateTime(wakeAt, reader.locale, reader.timeZone)}` : '';
  return t(`waits.${waitsFor}`) + until;
}

function errorWords({ code, title }: Record<string, unknown>, t: Texts<'runs'>): string {
  const known = t.has(`problems.${String(code)}`);
  const words = known ? t(`problems.${String(code)}`) : t('problems.other', { code: String(code) });
  return typeof title === 'string' && title !== '' ? `${words} (${title})` : words;
}
