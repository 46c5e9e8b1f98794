'use client';

import { useEffect, useState } from 'react';

const PREFIX = 'draft-';

/** What was typed and not sent, kept for each conversation in this tab until it is sent or the person signs out. */
export function useDraft(key: string): [string, (text: string) => void] {
  const [text, setText] = useState('');
  useEffect(() => setText(read(key)), [key]);
  const change = (next: string) => {
    setText(next);
    write(key, next);
  };
  return [text, change];
}

function read(key: string): string {
  try {
    return sessionStorage.getItem(PREFIX + key) ?? '';
  } catch {
    // Storage can be forbidden by the browser: then there is no draft.
    return '';
  }
}

function write(key: string, text: string) {
  try {
    if (text) sessionStorage.setItem(PREFIX + key, text);
    else sessionStorage.removeItem(PREFIX + key);
  } catch {
    // Not kept then.
  }
}
