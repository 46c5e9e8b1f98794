import { useEffect, useRef } from 'react';

/** The pencil gets the focus back when its form closes. */
export function useFocusBack(isClosed: boolean) {
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  useEffect(() => {
    if (isClosed && wasOpen.current) opener.current?.focus();
    wasOpen.current = !isClosed;
  }, [isClosed]);
  return opener;
}
