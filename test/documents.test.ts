/** README.md and CONTRIBUTING.md: every file, command, operation and example that they name is there and works. */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { allowedMethods, OPERATIONS } from '../src/api/operations.ts'
import { EXIT } from '../src/cli/help.ts'
import { logHelp } from '../src/cli/log-help.ts'
import { inquiryRequestSchema } from '../src/domain/inquiry.ts'
import { bundled } from './support/bundled.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const text = ['README.md', 'CONTRIBUTING.md'].map((name) => readFileSync(join(ROOT, name), 'utf8')).join('\n')
const all = (pattern: RegExp): readonly string[] => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
]

/** As a process: some commands write their help themselves. A command of the workbench has a help of its own. */
async function helpOf(command: string, below?: string): Promise<string> {
  const args = [await bundled('src/cli.ts'), command, ...(below ? [below] : []), '--help']
  const { status, stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' })
  expect([command, status]).toEqual([command, EXIT.ok])
  return stdout
}

describe('what the documents name', () => {
  it('are files and folders that are there', () => {
    const named = all(/`((?:src|test|policies|\.ci)(?:\/[\w./-]*)?)`/g)
    const linked = all(/\]\((?!https?:)([^)#]+)\)/g)
    expect(named.length).toBeGreaterThan(10)
    expect([...named, ...linked].filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('are scripts of package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const run = all(/\bnpm run (?:-s )?([\w:-]+)/g)
    const short = all(/\bnpm (start|test)\b/g)
    expect(run).toContain('sluis')
    expect([...run, ...short].filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })

  it('are commands and options that `sluis` has', async () => {
    const lines = all(/\bsluis -- ([a-z][\w -]*)/g)
    expect(lines.length).toBeGreaterThan(5)
    const helps = new Map<string, string>()
    for (const line of lines) {
      const [name = '', ...words] = line.trim().split(' ')
      const key = name === 'policy' || name === 'log' ? `${name} ${words[0]}` : name
      const help =
        helps.get(key) ??
        (name === 'log'
          ? logHelp([]) + logHelp(words)
          : name === 'policy'
            ? (await helpOf(name)) + (await helpOf(name, words[0]))
            : await helpOf(name))
      helps.set(key, help)
      // Values of options are capitals; what is left are commands below this one, and options.
      for (const word of words.filter((one) => /^(--)?[a-z]+$/.test(one))) {
        expect([line, help]).toEqual([line, expect.stringContaining(word)])
      }
    }
  })

  it('are operations of the API, with the parameters that they take', () => {
    const named = [...text.matchAll(/`(GET|POST|PATCH|DELETE) (\/v1[^`?]*)(?:\?([^`]*))?`/g)]
    expect(named.length).toBeGreaterThan(8)
    for (const [line, method = '', path = '', query] of named) {
      expect([line, allowedMethods(path.replaceAll(/\{\w+\}/g, 'x'))]).toEqual([line, expect.arrayContaining([method])])
      const operation = OPERATIONS.find((one) => `/v1${one.path}` === path && one.method === method.toLowerCase())
      const known = Object.keys(operation?.query?.shape ?? {})
      for (const parameter of query?.split('&') ?? []) expect(known).toContain(parameter.split('=')[0])
    }
    for (const path of all(/`(\/v1\/[^`?]*)`/g)) expect([path, allowedMethods(path)]).toEqual([path, ['GET']])
  })

  it('are examples that have the shape of a question', () => {
    // The documents of an installation, and a signal, have their own test (readme.test.ts).
    const examples = all(/```json\n([\s\S]*?)```/g).filter((example) => example.includes('"subject"'))
    expect(examples).toHaveLength(1)
    for (const example of examples) expect(inquiryRequestSchema.safeParse(JSON.parse(example)).error).toBeUndefined()
  })

  it('are packages that are installed: none is explained that is gone', () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const table = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
    const explained = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1] ?? '')
    expect(explained.filter((name) => !Object.hasOwn({ ...dependencies, ...devDependencies }, name))).toEqual([])
  })
})

/** They name what is forbidden. */
const SPEAK_OF_IT = ['test/documents.test.ts', 'test/flows/scenarios-list.test.ts']

it('nothing that people or authors read points to a document that is not here', () => {
  const elsewhere =
    /legal-norms|normenonderzoek|norm (?:document|research)|\b(?:section|hoofdstuk|paragraaf) 1[03]\b|architecture, section|\btab(?:le|el) \d+\.\d/i
  const files = ['src', 'test', 'policies'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  const readable = files.filter((name) => /\.(?:tsx?|rego|json|md)$/.test(name) && !name.startsWith('policies/bundle/'))
  const pointing = [...readable, 'README.md', 'CONTRIBUTING.md'].filter(
    (name) => !SPEAK_OF_IT.includes(name) && elsewhere.test(readFileSync(join(ROOT, name), 'utf8')),
  )
  expect(pointing).toEqual([])
})
