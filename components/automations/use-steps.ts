import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import { announce } from '#components/frame/announce.ts';
import { useToast } from '#components/ui/toast.tsx';
import type { StepKind } from '#db/automation-values.ts';
import {
  blankStep,
  type Place,
  placeOf,
  withNewStep,
  withoutStep,
  withStep,
  withStepDoubled,
  withStepMoved,
  withStepPlaced,
} from '#domain/automations/edit-rules.ts';
import { allSteps } from '#domain/automations/step-rules.ts';
import { MAX_DEPTH, MAX_STEPS, type Step } from '#domain/automations/types.ts';
import { cardId } from './card.tsx';

export type StepVerbs = {
  add: (place: Place, kind: StepKind) => void;
  change: (step: Step) => void;
  move: (key: string, by: -1 | 1) => void;
  /** Puts one before what stands at a place now. */
  place: (key: string, to: Place) => void;
  canPlace: (key: string, to: Place) => boolean;
  double: (key: string) => void;
  remove: (key: string) => void;
};

const newKey = () => crypto.randomUUID().replaceAll('-', '').slice(0, 12);

/** What can be done with steps. The focus stays with the step; where it went is told to ears. */
export function useSteps(
  steps: Step[],
  setSteps: (change: (steps: Step[]) => Step[]) => void,
  setOpenAt: (at: string | null) => void,
): StepVerbs {
  const t = useTranslations('automations');
  const toast = useToast();
  const setFocusAt = useFocus();

  function hasRoom(more: number): boolean {
    if (allSteps(steps).length + more <= MAX_STEPS) return true;
    toast({ title: t('tooManySteps', { max: MAX_STEPS }) });
    return false;
  }

  return {
    add: (place, kind) => {
      if (!hasRoom(1)) return;
      const step = blankStep(kind, newKey());
      setSteps((now) => withNewStep(now, place, step));
      setOpenAt(step.key);
      setFocusAt(step.key);
    },
    change: (step) => setSteps((now) => withStep(now, step)),
    move: (key, by) => {
      const moved = withStepMoved(steps, key, by, MAX_DEPTH);
      announce(t(moved ? (by < 0 ? 'movedUp' : 'movedDown') : 'notMoved'));
      if (!moved) return;
      setSteps(() => moved);
      setFocusAt(key);
    },
    place: (key, to) => {
      const placed = withStepPlaced(steps, key, to, MAX_DEPTH);
      if (!placed) return;
      announce(t('placed'));
      setSteps(() => placed);
    },
    canPlace: (key, to) => withStepPlaced(steps, key, to, MAX_DEPTH) !== null,
    double: (key) => {
      const own = allSteps(steps).find((one) => one.key === key);
      if (!own || !hasRoom(allSteps([own]).length)) return;
      const doubled = withStepDoubled(steps, key, newKey);
      setSteps(() => doubled.steps);
      setFocusAt(doubled.key);
    },
    remove: (key) => {
      const all = allSteps(steps);
      const index = all.findIndex((one) => one.key === key);
      const place = placeOf(steps, key);
      const step = all[index];
      if (!place || !step) return;
      setSteps((now) => withoutStep(now, key));
      setFocusAt(all[index - 1]?.key ?? 'conditions');
      toast({
        title: t('stepRemoved'),
        action: { label: t('undo'), onSelect: () => setSteps((now) => withNewStep(now, place, step)) },
      });
    },
  };
}

/** Puts the focus on a card once it is there. */
function useFocus(): (at: string) => void {
  const [focusAt, setFocusAt] = useState<string | null>(null);
  useEffect(() => {
    if (focusAt === null) return;
    document.getElementById(cardId(focusAt))?.focus();
    setFocusAt(null);
  }, [focusAt]);
  return setFocusAt;
}
