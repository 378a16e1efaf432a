import { readFileSync } from 'node:fs';

// Ends a run of .ci/run with one plain line. A step that failed counts as one; the tests count one by one.
interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
}

const [file = '', ...failedSteps] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
const tests: Report = text ? (JSON.parse(text) as Report) : { numPassedTests: 0, numFailedTests: 0 };
// when single tests failed, the step of the tests is no failure of its own
const steps = failedSteps.filter((name) => name !== 'tests' || tests.numFailedTests === 0).length;
const failed = tests.numFailedTests + steps;

console.log(`${tests.numPassedTests} passed, ${failed} failed`);
process.exitCode = failed === 0 && tests.numPassedTests > 0 ? 0 : 1;
