'use client';

import { useEffect, useState } from 'react';
import type { Frames } from '#domain/past/frame-types.ts';

type Loaded = { address: string; frames: Frames | null };

/** The period's totals, in one request once the page is there; `frames` null: on their way, or (`hasFailed`) not to be had. */
export function useFrames(address: string) {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    const stop = new AbortController();
    const settle = (frames: Frames | null) => {
      if (!stop.signal.aborted) setLoaded({ address, frames });
    };
    fetch(`/api/pipeline/past/frames?${address}`, { signal: stop.signal })
      .then((answer) => (answer.ok ? answer.json() : null))
      .then(settle, () => settle(null));
    return () => stop.abort();
  }, [address, tries]);
  const isHere = loaded?.address === address;
  return {
    frames: isHere ? loaded.frames : null,
    hasFailed: isHere && loaded.frames === null,
    retry: () => {
      setLoaded(null);
      setTries(tries + 1);
    },
  };
}
