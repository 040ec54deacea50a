// Counts tests for build/test. Reads the output of go test -json from standard
// input, or a vitest report named as argument; shows what failed, and writes
// "passed failed" into the file of $counts.
import { readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'

let passed = 0
let failed = 0

if (process.argv[2]) {
  const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
  passed = report.numPassedTests
  failed = report.numFailedTests + report.numFailedTestSuites
} else {
  const said = new Map()
  const broken = new Set() // packages with a failed test
  for await (const line of createInterface({ input: process.stdin })) {
    let e
    try {
      e = JSON.parse(line)
    } catch {
      console.log(line)
      continue
    }
    const key = `${e.Package ?? e.ImportPath}/${e.Test ?? ''}`
    if (e.Output) said.set(key, (said.get(key) ?? '') + e.Output)
    if (e.Action === 'pass' && e.Test) passed++
    if (e.Action === 'skip' && e.Test) console.log(`skipped ${key} ${(said.get(key) ?? '').split('\n')[1] ?? ''}`)
    if (e.Action === 'build-fail') console.log(said.get(key) ?? key)
    if (e.Action === 'fail' && (e.Test || !broken.has(e.Package))) {
      // A package without a failed test did not build, or ended before its tests.
      console.log(said.get(key) ?? key)
      broken.add(e.Package)
      failed++
    }
    if ((e.Action === 'pass' || e.Action === 'fail') && !e.Test && e.Package) console.log(`${e.Action} ${e.Package} ${e.Elapsed ?? 0}s`)
    if (e.Action === 'pass' || e.Action === 'skip') said.delete(key)
  }
}
if (process.env.counts) writeFileSync(process.env.counts, `${passed} ${failed}\n`)
process.exit(failed > 0 ? 1 : 0)
