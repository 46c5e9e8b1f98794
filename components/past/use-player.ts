'use client';

import { useEffect, useRef, useState } from 'react';

/** Steps a second at the usual speed: a year of days takes three quarters of a minute. */
const STEPS_PER_SECOND = 8;
export const SPEEDS = [0.5, 1, 2, 4, 8] as const;

type Player = {
  /** Where it is. */
  index: number;
  /** How many steps there are. */
  count: number;
  onStep: (index: number) => void;
  /** It has come to rest there. */
  onRest: (index: number) => void;
};

/** Goes through the steps by itself, from the beginning when it stands at the end. */
export function usePlayer({ index, count, onStep, onRest }: Player) {
  const [isPlaying, setPlaying] = useState(false);
  const [speed, setSpeed] = useState(1);
  const latest = useRef({ index, count, onStep, onRest });
  useEffect(() => {
    latest.current = { index, count, onStep, onRest };
  });
  useEffect(() => {
    if (!isPlaying) return;
    const timer = setInterval(
      () => {
        const now = latest.current;
        const next = Math.min(now.index + 1, now.count - 1);
        now.onStep(next);
        if (next < now.count - 1) return;
        setPlaying(false);
        now.onRest(next);
      },
      1_000 / (STEPS_PER_SECOND * speed),
    );
    return () => clearInterval(timer);
  }, [isPlaying, speed]);
  return {
    isPlaying,
    speed,
    setSpeed,
    play: () => {
      if (index >= count - 1) onStep(0);
      setPlaying(true);
    },
    pause: () => {
      setPlaying(false);
      onRest(index);
    },
    /** Without coming to rest: something else leads on. */
    halt: () => setPlaying(false),
  };
}
