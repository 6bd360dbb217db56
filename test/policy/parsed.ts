/** Rego texts, as OPA's own parser reads them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Opa } from '../../src/cli/opa.ts'
import { parseModules } from '../../src/cli/policy/check.ts'
import type { Modules } from '../../src/cli/policy/rules.ts'

/** By file: `norms/awb/awb_99.rego`. */
export function parsedFiles(opa: Opa, files: Readonly<Record<string, string>>): Modules {
  const folder = mkdtempSync(join(tmpdir(), 'sluis-rules-'))
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), text)
    }
    return parseModules(opa, { folder, rules: Object.keys(files) })
  } finally {
    rmSync(folder, { recursive: true })
  }
}
