/** The documents that README.md shows as examples are taken as they stand there. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { issuersSchema } from '../src/auth/issuers.ts'
import { caseOpeningSchema } from '../src/cases/register.ts'
import { witnessesSchema } from '../src/log/witness/config.ts'
import { settingsSchema } from '../src/policy/facts.ts'
import { parseSourcesConfig } from '../src/sources/config.ts'
import { facts } from './policy/tables.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The JSON below the comment that names it. */
function shown(name: string): unknown {
  const [, text] = readme.match(new RegExp(`<!-- ${name} -->\n\`\`\`json\n([^\`]*)\`\`\``)) ?? []
  return JSON.parse(String(text))
}

it('the sources document fits the catalogue', () => {
  expect(parseSourcesConfig(shown('sources'), facts.sources)).toMatchObject({ ok: true })
})

it('the local settings are settings, and close what exists', () => {
  const [settings] = Object.values(settingsSchema.parse(shown('settings')))
  expect(Object.keys(facts.sources)).toEqual(expect.arrayContaining(settings?.closed.sources ?? ['none']))
  for (const [source, fields] of Object.entries(settings?.closed.fields ?? {}))
    expect(Object.keys(facts.sources[source]?.fields ?? {})).toEqual(expect.arrayContaining(fields))
})

it('the issuers are issuers', () => {
  expect(issuersSchema.parse(shown('issuers'))).toHaveLength(1)
})

it('the witnesses are two, and both must cosign', () => {
  expect(witnessesSchema.parse(shown('witnesses'))).toMatchObject({ quorum: 2, witnesses: { length: 2 } })
})

it('a signal opens a case of a RIEC', () => {
  expect(caseOpeningSchema.safeParse(shown('signal')).error).toBeUndefined()
  const { grounds: _, ...silent } = shown('signal') as Readonly<Record<string, unknown>>
  expect(caseOpeningSchema.safeParse(silent).success).toBe(false)
})
