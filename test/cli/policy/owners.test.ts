/** policies/owners.json: whole, and true of what it names. */
import { expect, it } from 'vitest'
import { type Owners, ownersSchema, readOwners } from '../../../src/cli/policy/owners.ts'
import { PolicyProblems } from '../../../src/policy/problems.ts'
import { POLICIES } from '../../policy/opa.ts'
import { folder } from './run.ts'

const owners = readOwners(POLICIES)
const rows = Object.entries(owners.facts)
const changed = (row: Partial<Owners['facts'][string]>) => ({
  ...owners,
  facts: { ...owners.facts, now: { ...owners.facts.now, ...row } },
})
const problems = (value: unknown) =>
  ownersSchema.safeParse(value).error?.issues.map(({ path, message }) => `${path.join('/')}: ${message}`) ?? []

it('is whole', () => {
  expect(problems(owners)).toEqual([])
})
it('knows every owner and every writer that a row names', () => {
  expect(problems(changed({ owner: 'somebody' }))).toEqual(['facts/now/owner: no owner somebody'])
  expect(problems(changed({ writer: 'constructor' }))).toEqual(['facts/now/writer: no writer constructor'])
})
it('names no owner and no writer that has nothing', () => {
  const unused = (codes: object, of: (row: Owners['facts'][string]) => string) =>
    Object.keys(codes).filter((code) => !rows.some(([, row]) => of(row) === code))
  expect(unused(owners.owners, ({ owner }) => owner)).toEqual([])
  expect(unused(owners.writers, ({ writer }) => writer)).toEqual([])
})
it.each(['claim', 'claims organ', 'PUT /v1/cases regime', 'POST /cases regime', 'facts/sources lawful', 'by post'])(
  'refuses the wire "%s"',
  (wire) => {
    expect(problems(changed({ wire: [wire] }))).toHaveLength(1)
  },
)
it('says of a table and of a setting where they stand', () => {
  const own = (path: string) =>
    path.startsWith('data.settings.')
      ? path.replace('data.settings.*.', 'SLUIS_SETTINGS_FILE ')
      : path.replace(
          /^data\.facts\.(\w+)(?:\[\]|(?:\.\*)+?)\.((?:\*\.)*)(.+)$/,
          (_, table, _rows, column) => `facts/${table.replaceAll('_', '-')}.json ${column}`,
        )
  const wrong = rows.filter(([path, { wire }]) => path.startsWith('data.') && wire.join() !== own(path))
  expect(wrong.map(([path, { wire }]) => `${path}: ${wire}`)).toEqual([])
})
it('says of a claim which one it is', () => {
  const claims = rows.filter(([path]) => path.startsWith('caller.'))
  expect(claims.map(([path, { wire }]) => [path, wire])).toEqual(
    claims.map(([path]) => [path, [`claim ${path.replace('caller.', '')}`]]),
  )
})
it('is refused where it is not as it must be, by its name', () => {
  const empty = folder()
  try {
    expect(() => readOwners(empty.path)).toThrow(new PolicyProblems(['owners.json: cannot be read']))
    empty.write('owners.json', { ...owners, facts: { now: { nl: 'x' } } })
    expect(() => readOwners(empty.path)).toThrow(/owners\.json: \/facts\/now\/en/)
  } finally {
    empty.remove()
  }
})
