'use client';

import { useEffect, useRef } from 'react';
import type { Conditions, Step, Trigger } from '#domain/automations/types.ts';
import { ConditionsForm } from './conditions-form.tsx';
import { StepForm } from './step-form.tsx';
import { TriggerForm } from './trigger-form.tsx';

export type FormProps =
  | { of: 'trigger'; trigger: Trigger; onChange: (trigger: Trigger) => void }
  | { of: 'conditions'; conditions: Conditions; onChange: (conditions: Conditions) => void }
  | { of: 'step'; step: Step; onChange: (step: Step) => void };

// Default export: React.lazy takes no other.
/** What a card is made of, to be changed. The first control takes the focus. */
export default function CardForm(props: FormProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.querySelector<HTMLElement>(':is(select, input, textarea, button):not(:disabled)')?.focus();
  }, []);
  return (
    <div ref={box} className="flow-fields">
      {props.of === 'trigger' && <TriggerForm {...props} />}
      {props.of === 'conditions' && <ConditionsForm {...props} />}
      {props.of === 'step' && <StepForm {...props} />}
    </div>
  );
}
