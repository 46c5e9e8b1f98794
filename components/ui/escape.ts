const left = new WeakSet<Event>();

/** For toasts: Escape that is pressed inside a dialog is meant for the dialog, though a toast has come up above it since. */
export function leaveEscapeToDialog(event: KeyboardEvent): void {
  if (!document.activeElement?.closest('[role="dialog"], [role="alertdialog"]')) return;
  left.add(event);
  event.preventDefault();
}

/** For dialogs, which Radix asks only while nothing is above them. */
export const isLeftByToast = (event: KeyboardEvent): boolean => event.key === 'Escape' && left.has(event);
