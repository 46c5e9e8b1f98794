'use client';

import { createContext } from 'react';

/** Closes the menu around an item and gives the focus back to the menu's button. */
export const CloseMenuContext = createContext<() => void>(() => {});
