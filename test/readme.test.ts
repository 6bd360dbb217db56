/** The documents that README.md shows as examples are taken as they stand there. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { issuersSchema } from '../src/auth/issuers.ts'
import { providerSchema } from '../src/auth/provider.ts'
import { caseOpeningSchema } from '../src/cases/register.ts'
import { EXIT } from '../src/cli/help.ts'
import { explainCommand } from '../src/cli/policy/explain.ts'
import { witnessesSchema } from '../src/log/witness/config.ts'
import { settingsSchema } from '../src/policy/facts.ts'
import { parseSourcesConfig } from '../src/sources/config.ts'
import { folder, run } from './cli/policy/run.ts'
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

it('the provider of the console is one of the issuers', () => {
  const [issuer] = issuersSchema.parse(shown('issuers'))
  expect(providerSchema.parse(shown('console')).issuer).toBe(issuer?.issuer)
})

it('the witnesses are two, and both must cosign', () => {
  expect(witnessesSchema.parse(shown('witnesses'))).toMatchObject({ quorum: 2, witnesses: { length: 2 } })
})

it('what is explained is laid over the default: its field is told of, by its judgement', async () => {
  const place = folder()
  try {
    const { code, out } = await run(explainCommand, [place.write('in.json', shown('explain')), '--json'])
    const { units } = JSON.parse(out)
    expect([code, units.map(({ unit }: { unit: string }) => unit)]).toEqual([EXIT.ok, ['kwijtschelding']])
    // Without the judgement it would wait for it.
    const bare = { ...(shown('explain') as object), attestations: [] }
    const without = await run(explainCommand, [place.write('in.json', bare), '--json'])
    const waits = expect.objectContaining({ effect: 'require', attestation: 'PC2A' })
    expect(units[0].spoken).not.toContainEqual(waits)
    expect(JSON.parse(without.out).units[0].spoken).toContainEqual(waits)
  } finally {
    place.remove()
  }
})

it('a signal opens a case of a RIEC', () => {
  expect(caseOpeningSchema.safeParse(shown('signal')).error).toBeUndefined()
  const { grounds: _, ...silent } = shown('signal') as Readonly<Record<string, unknown>>
  expect(caseOpeningSchema.safeParse(silent).success).toBe(false)
})
