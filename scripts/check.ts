import { runChecks } from './support/checks.ts';

const { passed, failed } = await runChecks(new AbortController().signal);
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
