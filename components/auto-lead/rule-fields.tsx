import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Input } from '#components/ui/input.tsx';
import { Segmented } from '#components/ui/segmented.tsx';
import { Select } from '#components/ui/select.tsx';
import { ChoiceField } from './choice-field.tsx';
import type { Choices, RuleDraft } from './types.ts';

const KINDS = ['ad', 'text', 'number'] as const;
const WAYS = { ad: ['any', 'headline', 'id', 'kind'], text: ['contains', 'starts', 'pattern'] } as const;

type Props = {
  draft: RuleDraft;
  choices: Choices;
  errorAt: (name: string) => string | undefined;
  onChange: (part: Partial<RuleDraft>) => void;
};

/** What a rule looks at. */
export function RuleFields({ draft, choices, errorAt, onChange }: Props) {
  const t = useTranslations('autoLead');
  const { kind } = draft;
  const choose = (value: string) => {
    const next = KINDS.find((one) => one === value) ?? 'ad';
    onChange({ kind: next, by: next === 'number' ? '' : WAYS[next][0] });
  };
  return (
    <>
      <div className="field">
        <span className="field-label" aria-hidden="true">
          {t('looksAt')}
        </span>
        <div>
          <Segmented
            legend={t('looksAt')}
            name="kind"
            value={kind}
            options={KINDS.map((one) => ({ value: one, label: t(`kinds.${one}`) }))}
            onChange={choose}
          />
        </div>
      </div>
      {kind === 'number' ? (
        <ChoiceField
          label={t('receivingNumber')}
          name="numberId"
          hint={choices.numbers.length === 0 ? t('noNumbers') : undefined}
          value={draft.numberId}
          none={t('chooseNumber')}
          options={choices.numbers}
          error={errorAt('numberId')}
          onChange={(numberId) => onChange({ numberId })}
        />
      ) : (
        <Ways {...{ draft, errorAt, onChange }} kind={kind} />
      )}
    </>
  );
}

function Ways({
  draft: { by, text, sourceType },
  kind,
  errorAt,
  onChange,
}: Omit<Props, 'choices'> & { kind: 'ad' | 'text' }) {
  const t = useTranslations('autoLead');
  return (
    <>
      <Field label={t(kind === 'ad' ? 'whichAd' : 'howText')} error={errorAt('by')}>
        <Select name="by" value={by} onChange={(event) => onChange({ by: event.target.value })}>
          {WAYS[kind].map((way) => (
            <option key={way} value={way}>
              {t(`ways.${way}`)}
            </option>
          ))}
        </Select>
      </Field>
      {by === 'kind' && (
        <Field label={t('sourceType')} error={errorAt('sourceType')}>
          <Select
            name="sourceType"
            value={sourceType}
            onChange={(event) => onChange({ sourceType: event.target.value === 'post' ? 'post' : 'ad' })}
          >
            <option value="ad">{t('sourceTypes.ad')}</option>
            <option value="post">{t('sourceTypes.post')}</option>
          </Select>
        </Field>
      )}
      {by !== 'kind' && by !== 'any' && (
        <Field
          label={t(by === 'id' ? 'adId' : by === 'headline' ? 'headline' : 'words')}
          hint={t(by === 'pattern' ? 'patternHint' : by === 'id' ? 'adIdHint' : 'wordsHint')}
          error={errorAt('text')}
        >
          <Input
            name="text"
            value={text}
            maxLength={200}
            autoComplete="off"
            className={by === 'pattern' ? 'font-mono' : undefined}
            onChange={(event) => onChange({ text: event.target.value })}
          />
        </Field>
      )}
    </>
  );
}
