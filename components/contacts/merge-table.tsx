import { useFormatter, useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { Time } from '#components/ui/time.tsx';
import { ToneChip } from '#components/ui/tone.tsx';
import type { MergeChoice } from '#domain/contacts/merge-rules.ts';
import type { MergeRow, MergeSideView, MergeView, MergeWords } from './merge-words.ts';

type Props = {
  preview: MergeView;
  chosen: Record<string, MergeChoice>;
  onChoose: (key: string, choice: MergeChoice) => void;
  /** Lets the other one stay instead. */
  onSwap: ReactNode;
};

/** Two contacts side by side, and whose value of each field stays. */
export function MergeTable({ preview, chosen, onChoose, onSwap }: Props) {
  const t = useTranslations('merging');
  const { into, from, rows } = preview;
  return (
    <div className="merge-table">
      <div className="merge-row merge-head">
        <span className="merge-swap">{onSwap}</span>
        <Side side={into} label={t('stays')} />
        <Side side={from} label={t('goes')} />
      </div>
      {rows.map((row) => (
        <Row key={row.key} row={row} choice={chosen[row.key] ?? row.choice} onChoose={onChoose} />
      ))}
    </div>
  );
}

function Side({ side, label }: { side: MergeSideView; label: string }) {
  const t = useTranslations('merging');
  return (
    <div className="min-w-0">
      <p className="merge-side-label">{label}</p>
      <a
        className="quiet-link wrap-anywhere font-semibold"
        href={`/contacts/${side.id}`}
        target="_blank"
        rel="noopener"
      >
        {side.name}
      </a>
      <p className="text-foreground-muted text-[0.8125rem]">
        {t.rich('createdSince', {
          since: () => (
            <Time dateTime={side.created.iso} relative={side.created.relative} exact={side.created.exact} />
          ),
        })}
      </p>
    </div>
  );
}

type RowProps = { row: MergeRow; choice: MergeChoice; onChoose: Props['onChoose'] };

function Row({ row, choice, onChoose }: RowProps) {
  const t = useTranslations('merging');
  const fields = useTranslations('contacts.fields');
  const { key, kind, label } = row;
  const name = label ?? (kind === 'name' ? t('name') : fields.has(kind) ? fields(kind) : kind);
  if (row.isSame) {
    return (
      <div className="merge-row">
        <span className="merge-label">{name}</span>
        <span className="merge-same">
          <Words kind={kind} words={row.into} />
          <span className="text-foreground-muted"> · {t('same')}</span>
        </span>
      </div>
    );
  }
  const option = (value: MergeChoice, shown: ReactNode) => (
    <label className="merge-option">
      <input
        type="radio"
        name={`merge-${key}`}
        checked={choice === value}
        onChange={() => onChoose(key, value)}
      />
      <span className="min-w-0 wrap-anywhere">{shown}</span>
    </label>
  );
  return (
    <fieldset className="merge-row">
      <legend className="sr-only">{name}</legend>
      <span className="merge-label" aria-hidden>
        {name}
      </span>
      {option('into', <Words kind={kind} words={row.into} />)}
      {option('from', <Words kind={kind} words={row.from} />)}
      {kind === 'notes' && row.into && row.from && (
        <div className="merge-both">{option('both', t('bothNotes'))}</div>
      )}
    </fieldset>
  );
}

function Words({ kind, words }: { kind: MergeRow['kind']; words: MergeWords }) {
  const t = useTranslations('contacts');
  const merging = useTranslations('merging');
  if (!words) return <span className="text-foreground-subtle">{merging('empty')}</span>;
  if (words.tone) return <ToneChip className={`tone-${words.tone}`}>{words.text}</ToneChip>;
  if (kind === 'type') return t(`types.${words.text === 'customer' ? 'customer' : 'lead'}`);
  if (kind === 'isActive' || kind === 'yes_no') return t(words.text === 'true' ? 'yes' : 'no');
  return <span className={kind === 'notes' ? 'merge-notes' : undefined}>{words.text}</span>;
}

/** What comes along whatever is chosen. */
export function MergeOutcome({ preview }: { preview: MergeView }) {
  const t = useTranslations('merging');
  const format = useFormatter();
  const { identities, groups, isOptedOut, from } = preview;
  return (
    <div className="notice">
      <div className="min-w-0">
        <p className="font-medium">{t('outcome')}</p>
        <ul className="mt-1 list-disc ps-5 wrap-anywhere">
          <li>{t('outcomeIdentities', { list: format.list(identities) })}</li>
          {groups.length > 0 && <li>{t('outcomeGroups', { list: format.list(groups) })}</li>}
          <li>{t('outcomeHistory')}</li>
          {isOptedOut && <li>{t('outcomeOptedOut')}</li>}
          <li>{t('outcomeSplit', { name: from.name })}</li>
        </ul>
      </div>
    </div>
  );
}
