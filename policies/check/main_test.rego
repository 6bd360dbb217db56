package check_test

import data.check
import data.check.fixtures

test_one_breach_of_each if {
	judged := fixtures.norm_with(`default late := true

late if time.now_ns() > 0

late if not lib.state in {"B1", "P-BLE"}

acts := 1

early if lib.wgss`)
	found := check.breaches with input as judged
	{split(breach.text, " ")[0] | some breach in found} == {"default", "uses", "unknown", "not", "a", "data.lib"}
}

test_of_tests_only_what_they_name if {
	text := `package norms.awb.awb_99_test

import data.lib
import data.norms.awb.awb_99

default late := true

test_it_is_silent if not awb_99.findingss with data.lib.wgs as true with input.caller.organ as "NOBODY"

test_it_is_late if late with data.lib.wgss as true`
	tested := {"norms/awb/awb_99_test.rego": rego.parse_module("x", text)}
	found := check.breaches with input as object.union(fixtures.norm_with(""), {"tested": tested})
	{breach.text | some breach in found} == {
		"data.norms.awb.awb_99 has no findingss: write findings",
		"data.lib has no wgss: write wgs",
	}
}
