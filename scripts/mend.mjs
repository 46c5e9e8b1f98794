// After `npm ci` or `npm install` by hand; the launcher does it by itself.
import { join } from 'node:path';
import { mendPackages } from './support/mends.mjs';

mendPackages(join(import.meta.dirname, '..'));
