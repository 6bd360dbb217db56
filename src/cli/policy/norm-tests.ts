/** Which Rego tests there are, by norm: those beside it, and those elsewhere that name it. Pure but for reading. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Sources } from './sources.ts'

export type NormTests = {
  /** Tests beside the norm, by file and name. */
  readonly own: ReadonlyMap<string, readonly string[]>
  /** Tests that stand beside no norm, with their text: `paths_test.rego: test_x`. */
  readonly others: readonly { readonly name: string; readonly text: string }[]
}

export function readTests({ folder, tests }: Pick<Sources, 'folder' | 'tests'>): NormTests {
  const found = tests.map((file) => ({ file, tests: testsIn(readFileSync(join(folder, file), 'utf8')) }))
  const isOwn = ({ file }: { readonly file: string }) => file.startsWith('norms/')
  return {
    own: new Map(found.filter(isOwn).map(({ file, tests }) => [file, tests.map((test) => test.name)])),
    others: found
      .filter((one) => !isOwn(one))
      .flatMap(({ file, tests }) => tests.map(({ name, text }) => ({ name: `${file}: ${name}`, text }))),
  }
}

/** A test begins in the first column with its name, and goes on until something else does. */
function testsIn(rego: string): { readonly name: string; readonly text: string }[] {
  return rego.split(/^(?=\w)/m).flatMap((text) => {
    const name = /^test_\w+/.exec(text)?.[0]
    return name === undefined ? [] : [{ name, text }]
  })
}
