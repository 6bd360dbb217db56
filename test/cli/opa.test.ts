/** Where OPA comes from: SLUIS_OPA, then the cache, then Go. Stand-ins for `opa` and `go` tell who was called. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findOpa, type OpaSearch } from '../../src/cli/opa.ts'

const VERSION = '1.22.2'
let root: string
let said: string[]
beforeEach(() => {
  said = []
  root = mkdtempSync(join(tmpdir(), 'sluis-opa-'))
  mkdirSync(join(root, 'policies', 'opa'), { recursive: true })
  mkdirSync(join(root, 'bin'))
  writeFileSync(join(root, 'policies/opa/go.mod'), `require github.com/open-policy-agent/opa v${VERSION} // indirect\n`)
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const script = (path: string, lines: string): string => {
  writeFileSync(path, `#!/bin/sh\n${lines}\n`)
  chmodSync(path, 0o755)
  return path
}
const opa = (path: string, version = VERSION) => script(path, `echo "Version: ${version}"`)
/** A `go` that writes a stand-in OPA where it is told to (`go build -trimpath -o <file> ...`), and keeps a list. */
const go = (after = '') =>
  script(
    join(root, 'bin', 'go'),
    `echo "$1 $GOTOOLCHAIN" >> "${root}/calls"
[ "$1" = version ] && exit 0
${after}
printf '#!/bin/sh\\necho "Version: ${VERSION}"\\n' > "$4"; chmod +x "$4"`,
  )
const cached = () => join(root, '.cache', 'opa', VERSION, 'opa')
const search = (env: Record<string, string> = {}): OpaSearch =>
  findOpa(root, { PATH: `${join(root, 'bin')}:/bin:/usr/bin`, ...env }, (line) => said.push(line))
const pathOf = (found: OpaSearch) => (found.found ? found.opa.path : found.why)

describe('OPA', () => {
  it('is what SLUIS_OPA names, before any cache', () => {
    mkdirSync(join(cached(), '..'), { recursive: true })
    opa(cached())
    const named = opa(join(root, 'named'))
    expect(pathOf(search({ SLUIS_OPA: named }))).toBe(named)
  })

  it('is refused when SLUIS_OPA names another version, or something else', () => {
    expect(pathOf(search({ SLUIS_OPA: opa(join(root, 'old'), '1.9.0') }))).toBe(
      `SLUIS_OPA is OPA 1.9.0; ${VERSION} is needed`,
    )
    const other = script(join(root, 'other'), 'echo hello')
    expect(pathOf(search({ SLUIS_OPA: other }))).toBe(`SLUIS_OPA does not run as OPA; ${VERSION} is needed`)
    expect(pathOf(search({ SLUIS_OPA: join(root, 'absent') }))).toContain('does not run as OPA')
  })

  it('comes from the cache without asking Go', () => {
    mkdirSync(join(cached(), '..'), { recursive: true })
    opa(cached())
    go()
    expect(pathOf(search())).toBe(cached())
    expect(existsSync(join(root, 'calls'))).toBe(false)
  })

  it('is built by Go once, without fetching another Go, and said so', () => {
    go()
    expect([pathOf(search()), pathOf(search())]).toEqual([cached(), cached()])
    expect(readFileSync(join(root, 'calls'), 'utf8')).toBe('version \nbuild local\n')
    expect(said).toEqual([`building OPA ${VERSION} with Go, once; this takes about a minute`])
  })

  it('leaves no half a binary, and no lock, when Go fails', () => {
    go('echo half > "$4"; echo "go: cannot build" >&2; exit 1')
    expect(pathOf(search())).toBe(`Go could not build OPA ${VERSION}: go: cannot build`)
    expect([existsSync(cached()), existsSync(`${cached()}.lock`)]).toEqual([false, false])
  })

  it('is built although a process that was building is gone', () => {
    go()
    mkdirSync(join(cached(), '..'), { recursive: true })
    writeFileSync(`${cached()}.lock`, '999999999')
    expect(pathOf(search())).toBe(cached())
  })

  it('is missed in one line that says how to get it', () => {
    const why = pathOf(findOpa(root, { PATH: join(root, 'bin') }, () => {}))
    expect(why).toBe(`OPA ${VERSION} is not here: install Go (it builds OPA once), or set SLUIS_OPA`)
  })

  it('runs where it is told, and gives what it wrote and how it ended', () => {
    const named = script(
      join(root, 'named'),
      `[ "$1" = version ] && { echo "Version: ${VERSION}"; exit 0; }\npwd; cat; echo oops >&2; exit 3`,
    )
    const found = search({ SLUIS_OPA: named })
    if (!found.found) throw new Error(found.why)
    expect(found.opa.run(['x'], { cwd: '/usr', stdin: 'given' })).toEqual({
      code: 3,
      stdout: '/usr\ngiven',
      stderr: 'oops\n',
    })
  })
})
