'use client';

import { useEffect, useState } from 'react';
import { reach } from '#components/forms/use-action.ts';
import type { Action, ActionResult } from '#domain/result.ts';

/** What a reading action answers about one or two records; null until it has. Asked again when the page's data is new. */
export function useAnswer<T>(action: Action<T>, input: Record<string, number>): ActionResult<T> | null {
  const asked = JSON.stringify(input);
  const [answer, setAnswer] = useState<{ asked: string; result: ActionResult<T> } | null>(null);
  useEffect(() => {
    let isWanted = true;
    reach(action, JSON.parse(asked)).then((result) => isWanted && setAnswer({ asked, result }));
    return () => {
      isWanted = false;
    };
  }, [action, asked]);
  return answer?.asked === asked ? answer.result : null;
}
