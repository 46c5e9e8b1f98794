import { useTranslations } from 'next-intl';
import type { EventKind } from '#domain/audit/filter.ts';
import type { AuditChange, AuditValue } from '#domain/audit/words.ts';
import { purposeCode, sourceCode } from '#domain/consents/rules.ts';
import { causeCode } from '#domain/consents/said-rules.ts';

/** So many facts are shown at once; more of them on demand. */
const AT_ONCE = 4;

/** What changed, from → to. */
export function ChangeList({ kind, changes }: { kind: EventKind; changes: AuditChange[] }) {
  const t = useTranslations('audit');
  const first = changes.slice(0, AT_ONCE);
  const rest = changes.slice(AT_ONCE);
  const isNew = /\.(created|joined|invited|started)$/.test(kind);
  return (
    <>
      <ul className="audit-changes">
        {first.map((change) => (
          <Change key={change.field} change={change} isNew={isNew} />
        ))}
      </ul>
      {rest.length > 0 && (
        <details>
          <summary className="audit-more">{t('moreFacts', { count: rest.length })}</summary>
          <ul className="audit-changes">
            {rest.map((change) => (
              <Change key={change.field} change={change} isNew={isNew} />
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function Change({ change: { field, from, to }, isNew }: { change: AuditChange; isNew: boolean }) {
  const t = useTranslations('audit');
  const fields = useTranslations('audit.fields');
  return (
    <li>
      <span className="text-foreground-muted">{fields.has(field) ? fields(field) : field}: </span>
      {!isNew && from !== null && (
        <>
          <Value field={field} value={from} />
          <span aria-hidden> → </span>
          <span className="sr-only"> {t('became')} </span>
        </>
      )}
      <Value field={field} value={to} />
    </li>
  );
}

/** Codes in the reader's words. */
function Value({ field, value }: { field: string; value: AuditValue }) {
  const t = useTranslations('audit');
  const types = useTranslations('contacts.types');
  const consent = useTranslations('privacy');
  const events = useTranslations('events');
  if (field === 'type' && (value === 'lead' || value === 'customer')) return types(value);
  const purpose = field === 'purpose' && value ? purposeCode(String(value)) : null;
  if (purpose) return consent(`purposes.${purpose}`);
  const source = field === 'source' && value ? sourceCode(String(value)) : null;
  if (source) return consent(`sources.${source}`);
  const cause = field === 'cause' ? causeCode(String(value)) : null;
  if (cause) return events(`causes.${cause}`);
  if (value === null) return <span className="text-foreground-muted">{t('nothing')}</span>;
  if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
  return value;
}
