import type { WeekFacts, WeekFigure } from '#domain/summaries/facts.ts';
import type { WriteWeek } from '#domain/summaries/tell-weeks.ts';
import { type Texts, textsIn } from '#lib/catalogue.ts';
import { formatDays, formatSpan } from '#lib/dates.ts';
import { htmlOf, type Line, textOf } from './letter.ts';

type Words = Texts<'weekly'>;

/** A week in the reader's language: a sentence for the notification, and an e-mail of which each line leads to its report. */
export const writeWeek: WriteWeek = (facts, reader) =>
  inWords(facts, reader, textsIn(reader.locale, 'weekly'));

type Reader = Parameters<WriteWeek>[1];

function inWords(facts: WeekFacts, { locale, workspace, url }: Reader, t: Words): ReturnType<WriteWeek> {
  const days = formatDays(facts.week.from, facts.week.to, locale);
  const { arrivals, moves, won, lost } = facts.figures;
  const letter = {
    title: t(facts.isOwn ? 'titleOwn' : 'title', { days }),
    lines: linesOf(facts, t, locale).map((line) => ({ ...line, href: `${url}${line.href}` })),
    foot: { text: t('foot', { workspace }), href: `${url}/settings/profile#weekly-summary` },
  };
  return {
    body: `${t('title', { days })}: ${t('body', {
      arrivals: arrivals.value,
      moves: moves.value,
      won: won.value,
      lost: lost.value,
    })}`,
    email: {
      subject: t('subject', { workspace, days }),
      text: textOf(letter),
      html: htmlOf(letter, locale),
    },
  };
}

function linesOf(facts: WeekFacts, t: Words, locale: string): Line[] {
  const { arrivals, moves, won, lost } = facts.figures;
  return [
    figureLine(t('arrivals'), arrivals, t),
    figureLine(t('moves'), moves, t),
    figureLine(t('won'), won, t),
    figureLine(t('lost'), lost, t),
    answerLine(facts, t, locale),
    ...(facts.stuck
      ? [{ label: t('stuck'), value: t('number', { count: facts.stuck.value }), href: facts.stuck.href }]
      : []),
    {
      label: t('waiting'),
      value: t(facts.waiting.isMore ? 'orMore' : 'number', { count: facts.waiting.value }),
      href: facts.waiting.href,
    },
    ...(facts.bestOrigin
      ? [
          {
            label: t('bestOrigin'),
            value: facts.bestOrigin.name,
            note: t('ofOrigin', { arrivals: facts.bestOrigin.arrivals, won: facts.bestOrigin.won }),
            href: facts.bestOrigin.href,
          },
        ]
      : []),
    ...facts.targets.map((target) => targetLine(target, t)),
  ];
}

function figureLine(label: string, { value, before, href }: WeekFigure, t: Words): Line {
  return { label, value: t('number', { count: value }), note: t('before', { count: before }), href };
}

function answerLine({ answer }: WeekFacts, t: Words, locale: string): Line {
  const span = (seconds: number) => formatSpan(seconds * 1_000, locale);
  return {
    label: t('answer'),
    value: answer.seconds === null ? t('tooFew') : span(answer.seconds),
    ...(answer.before !== null && { note: t('spanBefore', { span: span(answer.before) }) }),
    href: answer.href,
  };
}

function targetLine(target: WeekFacts['targets'][number], t: Words): Line {
  const { thing, owner, span, amount, reached, pace, href } = target;
  const name = owner ? `${thing.name} (${owner.name})` : thing.name;
  const isMissed = span === 'week' && pace.state !== 'reached';
  return {
    label: t(span === 'week' ? 'targetOfWeek' : 'targetOfMonth', { name }),
    value: t('reachedOf', { reached, amount }),
    note: isMissed
      ? t('missed', { count: amount - reached })
      : t(`pace.${pace.state}`, { count: pace.behind }),
    href,
  };
}
