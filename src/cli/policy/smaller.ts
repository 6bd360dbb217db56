/**
 * The compiled module made smaller by Binaryen: OPA gives every rule hundreds of locals and writes the same function more
 * than once. What it computes stays the same; the names of its functions, which only its makers read, go.
 */
import binaryen from 'binaryen'

/** Binaryen's -Oz. */
const OPTIMIZE = 2
const SHRINK = 2
/** Larger functions that are called once stay apart: within their caller they compress worse, by a hundredth of the whole. */
const INLINED = 40

/** The same bytes for the same module. */
export function smaller(module: Uint8Array): Uint8Array {
  binaryen.setOptimizeLevel(OPTIMIZE)
  binaryen.setShrinkLevel(SHRINK)
  binaryen.setOneCallerInlineMaxSize(INLINED)
  const read = binaryen.readBinary(module)
  try {
    read.optimize()
    return read.emitBinary()
  } finally {
    read.dispose()
  }
}
