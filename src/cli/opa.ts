/** Finding OPA, the compiler and tester of our rules: SLUIS_OPA, then our cache, then Go. Nothing downloads a binary. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type OpaRun = { readonly code: number; readonly stdout: string; readonly stderr: string }
export type Opa = {
  readonly path: string
  readonly version: string
  run(args: readonly string[], options: { readonly cwd: string; readonly stdin?: string }): OpaRun
}
export type OpaSearch =
  | { readonly found: true; readonly opa: Opa }
  | { readonly found: false /** One line: what is missing, and how to get it. */; readonly why: string }

const MODULE = 'github.com/open-policy-agent/opa'
const OUTPUT_BYTES = 64 * 1024 * 1024
/** It runs for seconds: a third of those would go to collecting what the machine has the memory for. */
const GOGC = '400'

/** `root` is the checkout; `say` hears that a build starts, which takes about a minute and happens once. */
export function findOpa(
  root: string,
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): OpaSearch {
  const pinned = pinnedVersion(root)
  const named = env.SLUIS_OPA
  if (named) return admit(named, pinned, 'SLUIS_OPA', env)
  const cached = join(root, '.cache', 'opa', pinned, 'opa')
  if (!existsSync(cached)) {
    if (spawnSync('go', ['version'], { env: { ...env } }).status !== 0) {
      return { found: false, why: `OPA ${pinned} is not here: install Go (it builds OPA once), or set SLUIS_OPA` }
    }
    const failure = buildOnce(root, cached, pinned, env, say)
    if (failure) return { found: false, why: failure }
  }
  return admit(cached, pinned, 'the cached binary', env)
}

/** The version stands in one place: the Go module that pins it. */
function pinnedVersion(root: string): string {
  const module = readFileSync(join(root, 'policies', 'opa', 'go.mod'), 'utf8')
  const version = module.match(/github\.com\/open-policy-agent\/opa v([\d.]+)/)?.[1]
  if (!version) throw new Error('policies/opa/go.mod does not pin OPA')
  return version
}

/** Another version may compile the same rules to other bytes; then no digest would ever match. */
function admit(
  path: string,
  pinned: string,
  origin: string,
  env: Readonly<Record<string, string | undefined>>,
): OpaSearch {
  const version = spawnSync(path, ['version'], { encoding: 'utf8' }).stdout?.match(/^Version: (\S+)/)?.[1]
  if (version === undefined) return { found: false, why: `${origin} does not run as OPA; ${pinned} is needed` }
  if (version !== pinned) return { found: false, why: `${origin} is OPA ${version}; ${pinned} is needed` }
  const run: Opa['run'] = (args, options) => {
    const done = spawnSync(path, args, {
      cwd: options.cwd,
      env: { GOGC, ...env },
      input: options.stdin ?? '',
      encoding: 'utf8',
      maxBuffer: OUTPUT_BYTES,
    })
    if (done.error) throw done.error
    return { code: done.status ?? 1, stdout: done.stdout, stderr: done.stderr }
  }
  return { found: true, opa: { path, version, run } }
}

/** Returns why it failed. Several processes may ask at once (test files do): one builds, the others wait for it. */
function buildOnce(
  root: string,
  target: string,
  version: string,
  env: Readonly<Record<string, string | undefined>>,
  say: (line: string) => void,
): string | undefined {
  mkdirSync(join(target, '..'), { recursive: true })
  const lock = `${target}.lock`
  while (!take(lock)) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250)
    if (existsSync(target)) return undefined
  }
  try {
    if (existsSync(target)) return undefined
    say(`building OPA ${version} with Go, once; this takes about a minute`)
    const draft = `${target}.${process.pid}`
    const built = spawnSync('go', ['build', '-trimpath', '-o', draft, MODULE], {
      cwd: join(root, 'policies', 'opa'),
      // An older Go must say so, and not fetch a newer one by itself.
      env: { ...env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=readonly' },
      encoding: 'utf8',
    })
    if (built.status !== 0) return `Go could not build OPA ${version}: ${built.stderr.trim().split('\n').at(-1)}`
    // A rename is whole or absent: nobody can see half a binary.
    renameSync(draft, target)
    return undefined
  } finally {
    rmSync(lock, { force: true })
  }
}

/** A lock file with our process id. One whose process is gone is left over from a crash, and is cleared. */
function take(lock: string): boolean {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' })
    return true
  } catch {
    if (!alive(Number(existsSync(lock) ? readFileSync(lock, 'utf8') : process.pid))) rmSync(lock, { force: true })
    return false
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
