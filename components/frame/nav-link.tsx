'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { type ReactNode, useEffect, useRef } from 'react';

type Props = { href: string; section: string; className: string; children: ReactNode };

/** A link to an area of the product, marked while any of its pages is open. */
export function NavLink({ href, section, className, children }: Props) {
  const path = usePathname();
  const isCurrent = path === section || path?.startsWith(`${section}/`);
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    // Where the links do not all fit, as tabs on a phone.
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isCurrent]);
  return (
    <Link
      ref={link}
      href={href}
      // Every page is made for its reader: fetching all areas ahead would cost the server eight pages for one.
      prefetch={false}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      data-tip-clipped=""
      data-tip-side="right"
    >
      {children}
    </Link>
  );
}
