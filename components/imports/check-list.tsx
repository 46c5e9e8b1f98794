'use client';

import { Checkbox } from '#components/ui/checkbox.tsx';

type CheckListProps = {
  legend: string;
  hint?: string;
  name: string;
  all: { id: number; name: string }[];
  chosen: number[];
  error: string | undefined;
  onChange: (chosen: number[]) => void;
};

/** Any number of a list that may be long. */
export function CheckList({ legend, hint, name, all, chosen, error, onChange }: CheckListProps) {
  return (
    <fieldset className="check-list" aria-describedby={hint ? `${name}-hint` : undefined}>
      <legend className="field-label">{legend}</legend>
      {hint && (
        <p className="field-hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {error && <p className="field-error">{error}</p>}
      <div className="check-list-box">
        {all.map((one, index) => (
          <Checkbox
            key={one.id}
            id={index === 0 ? `field-${name}` : undefined}
            label={one.name}
            checked={chosen.includes(one.id)}
            onChange={(event) =>
              onChange(
                event.target.checked ? [...chosen, one.id] : chosen.filter((chosenId) => chosenId !== one.id),
              )
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
