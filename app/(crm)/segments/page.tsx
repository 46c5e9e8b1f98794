import type { Metadata } from 'next';
import { getLocale, getTranslations } from 'next-intl/server';
import { requireSession } from '#app/_server/auth.ts';
import { LiveRefresh } from '#components/live/live.tsx';
import { filterInWords } from '#components/segments/condition-words.ts';
import { SegmentScreen } from '#components/segments/segment-screen.tsx';
import { ClientMessages } from '#components/ui/messages.tsx';
import { mayRole } from '#domain/authorize.ts';
import { readFilterNames } from '#domain/contacts/filter-names.ts';
import type { Ctx } from '#domain/ctx.ts';
import { countSegments } from '#domain/segments/count.ts';
import { filterOf, listSegments } from '#domain/segments/list.ts';
import {
  deleteSegmentAction,
  duplicateSegmentAction,
  getSegmentDependentsAction,
  updateSegmentAction,
} from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('segments'))('title') };
}

const actions = {
  update: updateSegmentAction,
  duplicate: duplicateSegmentAction,
  remove: deleteSegmentAction,
  dependents: getSegmentDependentsAction,
};

export default async function SegmentsPage() {
  const [{ ctx, person }, t] = await Promise.all([requireSession(), getTranslations('filters')]);
  const canShare = mayRole(person.role, 'segment.share');
  return (
    <div className="page">
      <LiveRefresh subjects={['segment', 'contacts', 'status', 'origin', 'group', 'field', 'member']} />
      <ClientMessages names={['segments', 'segmentForm', 'problems', 'errors']}>
        <SegmentScreen
          rows={await readRows(ctx, canShare)}
          canShare={canShare}
          mayExport={mayRole(person.role, 'contact.export')}
          failed={t('failed')}
          actions={actions}
        />
      </ClientMessages>
    </div>
  );
}

async function readRows(ctx: Ctx, canShare: boolean) {
  const [listed, locale, t, texts] = await Promise.all([
    listSegments(ctx),
    getLocale(),
    getTranslations('filters'),
    getTranslations('segments'),
  ]);
  const filters = new Map(listed.map((segment) => [segment.id, filterOf(segment)]));
  const trees = [...filters.values()].flatMap(({ where }) => where ?? []);
  const [names, counts] = await Promise.all([readFilterNames(ctx, trees), countSegments(ctx, listed)]);
  return listed.map((segment) => {
    const { where = null, q = '' } = filters.get(segment.id) ?? {};
    const { words, isBroken } = filterInWords(where, names, t, locale);
    const searched = q === '' ? [] : [texts('search', { q })];
    return {
      ...segment,
      where,
      words: [...searched, words].filter(Boolean).join(' · '),
      isBroken,
      mayChange: segment.isShared ? canShare : segment.isMine,
      count: counts.get(segment.id) ?? { total: 0, isExact: true },
    };
  });
}
