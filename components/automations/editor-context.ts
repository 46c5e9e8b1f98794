import { createContext, type ReactNode, useContext } from 'react';
import type { Sample } from '#domain/automations/preview-text.ts';
import type { CardProblem } from '#domain/automations/rules.ts';
import type { Step } from '#domain/automations/types.ts';
import type { Choices } from './types.ts';

export type EditorFacts = {
  choices: Choices;
  /** Whom texts are tried on; null: there is no contact yet. */
  sample: Sample | null;
  /** Whether the workspace has working hours. */
  hasHours: boolean;
  hasEmail: boolean;
  problems: CardProblem[];
  /** The card that is open. */
  openAt: string | null;
  setOpenAt: (at: string | null) => void;
  stepWords: (step: Step) => ReactNode;
};

const EditorContext = createContext<EditorFacts | null>(null);

export const EditorProvider = EditorContext.Provider;

/** What every card of the editor needs. */
export function useEditorFacts(): EditorFacts {
  const facts = useContext(EditorContext);
  if (!facts) throw new Error('a card outside of its editor');
  return facts;
}
