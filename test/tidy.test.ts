/** Tidy: what can be enforced about how we write is enforced here. Each rule lists its offenders; none are allowed. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

type File = { readonly path: string; readonly text: string }
const filesIn = (folder: string, ending: RegExp): readonly File[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .filter((path) => !path.startsWith('policies/bundle/'))
    .sort()
    .map(read)
const read = (path: string): File => ({ path, text: readFileSync(join(ROOT, path), 'utf8') })

const sources = filesIn('src', /\.tsx?$/)
const tests = filesIn('test', /\.tsx?$/)
const rules = filesIn('policies', /\.rego$/)
const code = [...sources, ...tests]
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'publiccode.yml', 'package.json', '.ci/run'].filter(
  (path) => existsSync(join(ROOT, path)),
)
const everything = [...code, ...rules, ...documents.map(read)].filter(({ path }) => path !== 'test/tidy.test.ts')

/**
 * From the inside out; a file may import from its own layer and from those before it. Adapters stand beside the path:
 * they implement ports, and only entries import them. The first pattern that fits decides.
 */
const LAYERS: readonly (readonly [string, RegExp])[] = [
  ['bundle', /^policies\/(bundle\/|(acts|shown|retention)\.json\?text$)/],
  ['domain', /^src\/domain\/|^src\/erasure\/order\.ts$/],
  [
    'base',
    /^src\/(errors|limits|events|ports|(source|key|policy|inquiry)-port|ambient\.d)\.ts$|^src\/policy\/(input|output|facts)\.ts$/,
  ],
  ['entries', /^src\/(node|worker|cli|verify)\.ts$|^src\/(cli|worker)\//],
  [
    'adapters',
    /^src\/storage\/|^src\/metrics\.ts$|^src\/auth\/(key-files|dev-issuer)\.ts$|^src\/sources\/(sql|http|file|oauth|undici|registry|d1|platform-fetch|workers)\.ts$/,
  ],
  ['parts', /^src\/(policy|log|sources|cases|auth|erasure)\/|^src\/(config|upkeep)\.ts$/],
  ['steps', /^src\/steps\//],
  ['path', /^src\/(broker|acts|affected|effects)\.ts$/],
  ['api', /^src\/(api|console)\//],
  ['app', /^src\/app\.ts$/],
]
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  base: ['domain', 'base'],
  parts: ['domain', 'base', 'parts'],
  steps: ['domain', 'base', 'parts', 'steps'],
  path: ['domain', 'base', 'parts', 'steps', 'path'],
  api: ['domain', 'base', 'parts', 'steps', 'path', 'api'],
  app: ['domain', 'base', 'parts', 'steps', 'path', 'api', 'app'],
  adapters: ['domain', 'base', 'parts', 'adapters'],
  entries: LAYERS.map(([layer]) => layer),
}
const layerOf = (path: string): string =>
  LAYERS.find(([, pattern]) => pattern.test(path))?.[0] ?? `no layer for ${path}`

/** The only files that know Node: entries, the command line, and adapters written for it. */
const NODE =
  /^src\/(node|cli|verify)\.ts$|^src\/cli\/|^src\/storage\/(node|sqlite)\/|^src\/auth\/(key-files|dev-issuer)\.ts$|^src\/sources\/(sql|file|undici|registry)\.ts$/
const NODE_PACKAGES = ['better-sqlite3', 'undici', 'prom-client', '@hono/node-server', 'drizzle-orm/better-sqlite3']
const NODE_PACKAGE_FILES = new RegExp(`${NODE.source}|^src/metrics\\.ts$`)

/** What Workers run of it all the same, with `nodejs_compat`; each with the reason why nothing else will do. */
const ON_WORKERS: Readonly<Record<string, string>> = {
  'src/storage/node/crypto.ts': 'node:crypto is the only synchronous SHA-256, HMAC and AES-GCM there; WebCrypto is not',
  'src/storage/node/ed25519.ts': 'receipts are signed on the path, and WebCrypto has no synchronous signature',
}

const importsOf = ({ text }: File): readonly string[] =>
  [...text.matchAll(/(?:\bfrom|^import|\bimport\()\s*'([^']+)'/gm)].map((match) => match[1] ?? '')
const localImports = (file: File): readonly string[] =>
  importsOf(file)
    .filter((name) => name.startsWith('.'))
    .map((name) => normalize(join(dirname(file.path), name)))

/** Lines of the files that match, as `path:line: text`. */
const linesWith = (files: readonly File[], pattern: RegExp): readonly string[] =>
  files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, i) => (pattern.test(line) ? [`${path}:${i + 1}: ${line.trim()}`] : [])),
  )

describe('imports', () => {
  it('point one way: entries -> app -> api -> path -> steps -> parts -> domain, and only entries import adapters', () => {
    const wrong = sources.flatMap((file) =>
      localImports(file)
        .filter((target) => !MAY_IMPORT[layerOf(file.path)]?.includes(layerOf(target)))
        .map((target) => `${file.path} (${layerOf(file.path)}) -> ${target} (${layerOf(target)})`),
    )
    expect(wrong).toEqual([])
  })

  it('of the domain are the domain and zod', () => {
    const domain = sources.filter(({ path }) => layerOf(path) === 'domain')
    expect(domain.flatMap(importsOf).filter((name) => !name.startsWith('./') && name !== 'zod')).toEqual([])
  })

  it('of node: stand only in files that know Node', () => {
    const others = sources.filter(({ path }) => !NODE.test(path))
    expect(
      others.filter((file) => importsOf(file).some((name) => name.startsWith('node:'))).map(({ path }) => path),
    ).toEqual([])
  })

  it('of packages that need Node stand only in files that know Node', () => {
    const others = sources.filter(({ path }) => !NODE_PACKAGE_FILES.test(path))
    expect(
      others.filter((file) => importsOf(file).some((name) => NODE_PACKAGES.includes(name))).map(({ path }) => path),
    ).toEqual([])
  })

  it('of the Worker reach no file that knows Node, but for those that are listed with their reason', () => {
    const reached = new Set(['src/worker.ts'])
    for (const path of reached) {
      const file = sources.find((one) => one.path === path)
      for (const target of file ? localImports(file) : []) reached.add(target)
    }
    expect([...reached].filter((path) => NODE_PACKAGE_FILES.test(path))).toEqual(Object.keys(ON_WORKERS))
    const packages = sources.filter(({ path }) => reached.has(path)).flatMap(importsOf)
    expect(packages.filter((name) => NODE_PACKAGES.includes(name))).toEqual([])
    expect([...new Set(packages.filter((name) => name.startsWith('node:')))]).toEqual(['node:crypto'])
  })

  it('name files with their extension, and nothing outside the project', () => {
    const outside = code.flatMap((file) => localImports(file).filter((target) => target.startsWith('..')))
    expect(outside).toEqual([])
    const bundled = code.flatMap((file) => (file.path === 'src/worker.ts' ? [] : localImports(file)))
    expect(bundled.filter((target) => !/\.(ts|tsx|json)$/.test(target))).toEqual([])
    const ofWorker = localImports(read('src/worker.ts')).filter((target) => !target.endsWith('.ts'))
    const ofPolicy =
      /^policies\/(bundle\/[a-z]+\.(wasm|json\?text)|(acts|shown|retention)\.json\?text)$|^src\/worker\/policy\.bin$/
    expect(ofWorker.filter((target) => !ofPolicy.test(target))).toEqual([])
    expect(
      linesWith([...code, ...rules, read('package.json')], /\.\.\/shared\b/).filter(
        (line) => !line.startsWith('test/tidy'),
      ),
    ).toEqual([])
  })
})

describe('purity', () => {
  const portable = sources.filter(({ path }) => !NODE.test(path) && path !== 'src/worker.ts')

  it('holds outside the platform: no clock, no randomness, no environment of its own', () => {
    const ambient =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\b|\bprocess\.|\b(?:getRandomValues|randomUUID|randomBytes)\(/
    expect(linesWith(portable, ambient)).toEqual([])
  })

  it('holds inside the routes: not even a stopwatch, no timers, no network', () => {
    const inside = portable.filter(({ path }) => ['domain', 'base', 'steps', 'path'].includes(layerOf(path)))
    expect(
      linesWith(inside, /\bperformance\.|\bset(Timeout|Interval|Immediate)\(|\b(await|return|=) fetch\(|\bWebSocket\b/),
    ).toEqual([])
  })
})

describe('files', () => {
  it('begin with a doc comment that says what they are', () => {
    expect(code.filter(({ text }) => !/^(#!.*\n)?\/\*\*/.test(text)).map(({ path }) => path)).toEqual([])
    const ruleFiles = rules.filter(({ path }) => !path.endsWith('_test.rego'))
    expect(ruleFiles.filter(({ text }) => !text.startsWith('#')).map(({ path }) => path)).toEqual([])
  })

  it('have fewer than 300 lines', () => {
    const long = [...code, ...rules].filter(({ text }) => text.trimEnd().split('\n').length >= 300)
    expect(long.map(({ path }) => path)).toEqual([])
  })

  it('have names in kebab-case, or in the form of a norm', () => {
    expect(code.filter(({ path }) => !/^[a-z0-9/-]+(\.test|\.d)?\.tsx?$/.test(path)).map(({ path }) => path)).toEqual(
      [],
    )
    expect(rules.filter(({ path }) => !/^[a-z0-9_/]+\.rego$/.test(path)).map(({ path }) => path)).toEqual([])
  })

  it('export by name, and never pass on what another file exports', () => {
    const plain = sources.filter(({ path }) => path !== 'src/worker.ts' && !path.endsWith('.d.ts'))
    expect(linesWith(plain, /^export default\b/)).toEqual([])
    expect(linesWith(sources, /^export (type )?(\*|\{[^}]*\}) from/)).toEqual([])
  })
})

describe('leftovers', () => {
  it('are not there: to-dos without an issue, code in comments, tests switched off', () => {
    const all = everything.filter(({ path }) => !path.endsWith('.md'))
    expect(linesWith(all, /\b(TODO|FIXME|HACK)\b(?!.*#\d)/)).toEqual([])
    expect(linesWith(code, /^\s*\/\/\s*(const|let|import|export|return|await|if \(|for \(|expect\()/)).toEqual([])
    const off = /\b(it|test|describe)\.(only|skip|todo|fails)\b|\b(xit|xdescribe|fit|fdescribe)\(|\bdebugger\b/
    expect(linesWith(everything, off)).toEqual([])
  })

  it('are not there: diagnostics that nobody asked for', () => {
    expect(
      linesWith(
        // The console of a Worker is the log of its platform: there is no other.
        sources.filter(({ path }) => !path.startsWith('src/cli') && path !== 'src/worker.ts'),
        /\bconsole\.[a-z]+\(/,
      ),
    ).toEqual([])
  })

  it('are not there: paths of one machine', () => {
    expect(linesWith(everything, /(?<![\w.])\/(?:work|tmp|home|root|Users)\//)).toEqual([])
  })
})

describe('words', () => {
  it('keep Request for HTTP: schemas of bodies may carry it, nouns of the domain may not', () => {
    const inner = sources.filter(({ path }) => ['domain', 'base', 'parts', 'steps', 'path'].includes(layerOf(path)))
    expect(linesWith(inner, /^\s*(export )?(type|interface|class|const|function) \w*Request\w*(?!.*\bz\.)/)).toEqual([])
  })
})

describe('tests', () => {
  it('assert something in every file, at least once for each test', () => {
    const count = (text: string, pattern: RegExp): number => [...text.matchAll(pattern)].length
    const silent = tests
      .filter(({ path }) => path.endsWith('.test.ts'))
      .filter(({ text }) => count(text, /\b(expect|assert)\w*[(.]/g) < count(text, /^\s*(it|test)(\.each)?[(`]/gm))
    expect(silent.map(({ path }) => path)).toEqual([])
  })

  it('name every limit of src/limits.ts, so that none stands there unproven', () => {
    const { text } = read('src/limits.ts')
    const limits = [...text.matchAll(/^ {2}(\w+): /gm)].map((match) => match[1] ?? '')
    expect(limits.length).toBeGreaterThan(30)
    const proven = tests.filter(({ path }) => path.endsWith('.test.ts')).map((file) => file.text)
    expect(limits.filter((name) => !proven.some((one) => new RegExp(`\\bLIMITS\\.${name}\\b`).test(one)))).toEqual([])
  })
})

describe('dependencies', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json').text)
  const versions: Readonly<Record<string, string>> = { ...dependencies, ...devDependencies }

  it('have exact versions: npm silently takes another major where the wanted one does not fit', () => {
    expect(Object.entries(versions).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([])
  })

  it('each have a sentence in CONTRIBUTING.md that says why', () => {
    const { text } = read('CONTRIBUTING.md')
    expect(Object.keys(versions).filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})

describe('the linter', () => {
  const unawaited = `/** A record that nobody waits for: the worst bug we can write. */
import type { Ledger, Write } from './ports.ts'

type RecordPorts = { readonly ledger: Ledger }
export async function recordAndGo(ports: RecordPorts & { readonly more: number }, write: Write): Promise<void> {
  AWAITports.ledger.append(write)
}
`
  /** Lints one file, with our settings and our ports, in a folder of its own. */
  function lint(text: string): { readonly status: number | null; readonly output: string } {
    const folder = mkdtempSync(join(tmpdir(), 'sluis-tidy-'))
    try {
      for (const path of ['biome.json', 'tsconfig.json', 'src/ports.ts', 'src/domain', 'src/policy']) {
        cpSync(join(ROOT, path), join(folder, path), { recursive: true })
      }
      writeFileSync(join(folder, 'src/unawaited.ts'), text)
      const biome = join(ROOT, 'node_modules/@biomejs/biome/bin/biome')
      const args = [biome, 'lint', '--vcs-enabled=false', '--reporter=github', 'src/unawaited.ts']
      const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
      return { status, output: stdout + stderr }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  it('refuses an un-awaited append to the log, also through an interface', () => {
    const { status, output } = lint(unawaited.replace('AWAIT', ''))
    expect(status).toBe(1)
    expect(output).toContain('noFloatingPromises')
  })

  it('accepts the same append when it is awaited', () => {
    const { status, output } = lint(unawaited.replace('AWAIT', 'await '))
    expect([status, output]).toEqual([0, expect.not.stringContaining('::error')])
  })

  it('cannot be told with `void` to look away from the log or a step', () => {
    expect(
      linesWith(sources, /\bvoid (?:[\w.]*\b(ledger|storage)\.|(record|settle|abort|fetchRecords|inquire|walk)\()/),
    ).toEqual([])
  })
})
