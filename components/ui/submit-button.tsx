'use client';

import { useFormStatus } from 'react-dom';
import { Button, type ButtonProps } from './button.tsx';

/** Sends the form around it, and waits with it. */
export function SubmitButton({ variant = 'primary', pending, ...rest }: ButtonProps) {
  const form = useFormStatus();
  return <Button type="submit" variant={variant} pending={pending || form.pending} {...rest} />;
}
