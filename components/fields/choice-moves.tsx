import { useTranslations } from 'next-intl';
import { Field } from '#components/ui/field.tsx';
import { Select } from '#components/ui/select.tsx';
import type { ChoiceUse } from '#domain/fields/change-choices.ts';
import type { DraftChoice } from './choice-editor.tsx';

type Props = {
  /** Choices that go although contacts have them. */
  uses: ChoiceUse[];
  kept: DraftChoice[];
  /** Where each goes, by its id; null: nowhere. */
  moves: Record<number, number | null>;
  onMove: (from: number, to: number | null) => void;
};

const NOWHERE = 'none';

/** Asks where the answers of choices that go shall go. */
export function ChoiceMoves({ uses, kept, moves, onMove }: Props) {
  const t = useTranslations('fields');
  return (
    <div className="notice notice-warning" role="alert" tabIndex={-1} ref={(box) => box?.focus()}>
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <p className="font-medium">{t('choicesUsed')}</p>
        {uses.map(({ id, name, total }) => (
          <Field key={id} label={t('choiceUsed', { name, count: total })}>
            <Select
              name={`move-${id}`}
              value={moves[id] === undefined ? '' : String(moves[id] ?? NOWHERE)}
              onChange={({ target }) => onMove(id, target.value === NOWHERE ? null : Number(target.value))}
            >
              <option value="" disabled>
                {t('chooseWhere')}
              </option>
              {kept.map((choice) =>
                choice.id === null ? null : (
                  <option key={choice.id} value={choice.id}>
                    {choice.name}
                  </option>
                ),
              )}
              <option value={NOWHERE}>{t('noAnswer')}</option>
            </Select>
          </Field>
        ))}
      </div>
    </div>
  );
}
