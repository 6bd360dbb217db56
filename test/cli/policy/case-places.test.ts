/** Where a case or a row stands: the file, and the line of what it expects, or of its title. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeOf } from '../../../src/cli/policy/case-places.ts'
import { readDefault } from '../../../src/cli/policy/given.ts'
import { readCases } from '../../../src/cli/policy/read-cases.ts'
import { bundle } from '../../policy/committed.ts'
import { POLICIES } from '../../policy/opa.ts'

const lineAt = (place: string) => {
  const [file = '', line] = place.split(':')
  return readFileSync(join(POLICIES, file), 'utf8').split('\n')[Number(line) - 1] ?? ''
}

describe('where a case stands', () => {
  it('is for every row of a norm the line of its title, and for every case that of what it expects', () => {
    for (const { name, title } of readCases(POLICIES, readDefault(POLICIES), bundle().facts)) {
      const line = lineAt(placeOf(POLICIES, name))
      expect(line, name).toContain(name.startsWith('norms/') ? JSON.stringify(title.nl) : '"expect"')
    }
  })
})
