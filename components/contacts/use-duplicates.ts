import { useEffect, useState } from 'react';
import type { Duplicate } from '#domain/contacts/find-duplicate.ts';

const WAIT_MS = 300;
/** Nothing shorter is a phone or an e-mail. */
const SHORTEST = 6;

type Typed = { phone?: string; email?: string; exceptId?: number };

/** Who already has the phone or e-mail being typed. A check that fails is no obstacle: saving checks again. */
export function useDuplicates({ phone = '', email = '', exceptId }: Typed): Duplicate[] {
  const [found, setFound] = useState<{ asked: string; duplicates: Duplicate[] }>({
    asked: '',
    duplicates: [],
  });
  const asked = address(phone.trim(), email.trim(), exceptId);

  useEffect(() => {
    if (!asked) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const duplicates = await ask(asked, stop.signal);
      if (!stop.signal.aborted) setFound({ asked, duplicates });
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [asked]);

  return found.asked === asked ? found.duplicates : [];
}

async function ask(address: string, signal: AbortSignal): Promise<Duplicate[]> {
  try {
    const answer = await fetch(address, { signal });
    return answer.ok ? await answer.json() : [];
  } catch {
    return [];
  }
}

function address(phone: string, email: string, exceptId: number | undefined): string {
  const params = new URLSearchParams();
  if (phone.length >= SHORTEST) params.set('phone', phone);
  if (email.length >= SHORTEST) params.set('email', email);
  if (params.size === 0) return '';
  if (exceptId !== undefined) params.set('exceptId', String(exceptId));
  return `/api/contacts/duplicate?${params}`;
}
