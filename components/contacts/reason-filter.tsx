import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { Select } from '#components/ui/select.tsx';
import { type DuplicateQuery, duplicatesHref } from '#domain/duplicates/query.ts';
import { DUPLICATE_REASONS } from '#domain/duplicates/rules.ts';

/** Shows only the pairs with one reason; without a script, the button sends the form. */
export function ReasonFilter({ query }: { query: DuplicateQuery }) {
  const t = useTranslations('duplicates');
  const router = useRouter();
  return (
    <form action="/duplicates" className="flex items-center gap-2">
      <Select
        name="reason"
        aria-label={t('reason')}
        key={query.reason}
        defaultValue={query.reason ?? ''}
        onChange={(event) => {
          const reason = DUPLICATE_REASONS.find((one) => one === event.target.value) ?? null;
          router.push(duplicatesHref({ reason, cursor: null }));
        }}
      >
        <option value="">{t('anyReason')}</option>
        {DUPLICATE_REASONS.map((reason) => (
          <option key={reason} value={reason}>
            {t(`reasons.${reason}`)}
          </option>
        ))}
      </Select>
      <noscript>
        <button type="submit" className="btn btn-secondary">
          {t('filter')}
        </button>
      </noscript>
    </form>
  );
}
