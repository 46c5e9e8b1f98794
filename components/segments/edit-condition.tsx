'use client';

import { askForBuilder } from './open-builder.ts';

/** A condition in words, as a button that opens the builder at it. */
export function EditCondition({ index, words }: { index: number; words: string }) {
  return (
    <button
      type="button"
      className="filter-chip-words"
      aria-haspopup="dialog"
      data-tip-clipped=""
      onClick={() => askForBuilder(index)}
    >
      {words}
    </button>
  );
}
