package check_test

import data.check
import data.check.fixtures

test_one_breach_of_each if {
	judged := fixtures.norm_with(`default late := true

late if time.now_ns() > 0

late if not lib.state in {"B1", "P-BLE"}

acts := 1`)
	found := check.breaches with input as judged
	{split(breach.text, " ")[0] | some breach in found} == {"default", "uses", "unknown", "not", "a"}
}
