import { z } from 'zod';
import { id } from '../input.ts';

export const runInput = z.object({ id });
