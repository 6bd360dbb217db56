/**
 * The order in which test files start: those that take longest first, so that no core waits at the end for one that began
 * last. The runner knows that only of a machine on which it ran before.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Ten seconds and more by themselves, the longest first. */
const LONG = [
  'test/browser/crawl',
  'test/browser/work',
  'test/browser/control',
  'test/policy/build',
  'test/cli/serve',
  'test/verify-exports',
  'test/crash/commands',
  'test/runtime/d1',
  'test/cli/policy/test',
  'test/policy/properties',
  'test/storage/sqlite/contract',
  'test/crash/rounds',
  'test/cli/policy/new',
  'test/crash/tree',
  'test/tamper/flips',
  'test/storage/d1/contract',
  'test/cli/serve-hangs',
  'test/storage/node/adopt-begun',
].map((name) => fileURLToPath(new URL(`../../${name}.test.ts`, import.meta.url)))

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const gone = LONG.filter((path) => !existsSync(path))
    if (gone.length > 0) throw new Error(`not there to begin with: ${gone.join(', ')}`)
    const place = ({ moduleId }: TestSpecification) => {
      const found = LONG.indexOf(moduleId)
      return found === -1 ? LONG.length : found
    }
    const others = await super.sort(files)
    return others.toSorted((a, b) => place(a) - place(b))
  }
}
