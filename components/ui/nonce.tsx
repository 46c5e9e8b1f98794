'use client';

import { setNonce } from 'get-nonce';
import { createContext, type ReactNode, useContext, useState } from 'react';

const NonceContext = createContext<string | undefined>(undefined);

/**
 * The nonce of the document, for style elements made later. The first one is kept: every request brings a new one,
 * but the browser holds the policy of the page it loaded.
 */
export function NonceProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  const [kept] = useState(() => {
    if (nonce && typeof document !== 'undefined') setNonce(nonce);
    return nonce;
  });
  return <NonceContext value={kept}>{children}</NonceContext>;
}

export function useNonce(): string | undefined {
  return useContext(NonceContext);
}
