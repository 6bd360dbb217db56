package check.unknown_test

import data.check.fixtures
import data.check.unknown

# What is said of each condition, in a rule of its own.
said(conditions) := texts if {
	written := [sprintf("late if {\n\t%s\n}", [condition]) | some condition in conditions]
	found := unknown.breaches with input as fixtures.norm_with(concat("\n\n", written))
	texts := {condition: {breach.text | some breach in found; breach.at[1] == index + 2} |
		some index, condition in conditions
	}
}

holds(expected) := said([condition | some condition, _ in expected]) == expected

test_what_a_package_has_is_known if {
	conditions := [
		"lib.wgs",
		`lib.organ == "POL"`,
		`lib.agreed("PC1")`,
		`"PC1" in lib.said.met`,
		`lib.roles_of.anybody.whatever == "x"`,
		"some name in [\"wgs\"]\n\tlib[name]",
		"count(lib) > 0",
		"data.lib.wgs",
		"some act in [\"awb\"]\n\tcount(data.norms[act][_].findings) > 0",
		"count(data.norms.awb.awb_99.findings) > 0",
		"count(data) > 0",
		`data.facts.openings.WGS == "x"`,
		"data.settings.anything",
		"asked",
		`startswith(input.now, "2")`,
	]
	holds({condition: set() | some condition in conditions})
}

test_what_it_has_not_is_told_wherever_it_stands if {
	state := {"data.lib has no sttae: write state"}
	holds({
		`lib.sttae == "B1"`: state,
		"not lib.sttae": state,
		`not "B1" in lib.sttae`: state,
		`"B1" in lib.sttae.letters`: state,
		`count([x | x := lib.sttae]) > 0`: state,
		`startswith(lib.sttae, "B")`: state,
		`data.lib.sttae == "B1"`: state,
		`data["lib"]["sttae"] == "B1"`: state,
		"lib.wgs with data.lib.sttae as true": state,
	})
}

test_functions_and_packages_too if {
	holds({
		`lib.agred("PC1")`: {"data.lib has no agred: write agreed"},
		`not lib.agreeed("PC1")`: {"data.lib has no agreeed: write agreed"},
		"data.libb.wgs": {"data has no libb: write lib"},
		"data.norms.abw.awb_99.findings": {"data.norms has no abw: write awb"},
		"data.norms.awb.awb_98.findings": {"data.norms.awb has no awb_98: write awb_99"},
		"data.norms.awb.awb_99.finding": {"data.norms.awb.awb_99 has no finding: write findings"},
		"data.fact.openings": {"data has no fact: write facts"},
	})
}

test_the_nearest_name_is_named_where_there_is_one if {
	holds({
		"lib.wsg": {"data.lib has no wsg: write wgs"},
		"lib.wg": {"data.lib has no wg: write wgs"},
		"lib.wgx": {"data.lib has no wgx: write wgs"},
		"lib.met_": {"data.lib has no met_: write met"},
		"lib.participant": {"data.lib has no participant: mend the name, or write the rule"},
	})
	about := fixtures.files({"lib/lib.rego": "package lib\n\nb1 := 1\n\nb2 := 2\n\nx := data.lib.b3"})
	found := unknown.breaches with input as about
	{breach.text | some breach in found} == {"data.lib has no b3: write b1 or b2"}
}

as_imported(line) := found if {
	changed := replace(fixtures.norm, "import data.lib\n", line)
	found := unknown.breaches with input as fixtures.files({
		fixtures.path: sprintf("%s\nlate if x.wgs\n", [changed]),
		"lib/lib.rego": fixtures.library,
	})
}

test_an_import_is_judged_once if {
	as_imported("import data.lib as x\n") == set()
	as_imported("import data.lib.said as x\n") == set()
	as_imported("import data.facts as x\n") == set()
	as_imported("import input.caller as x\n") == set()
	as_imported("import rego.v1\n") == set()
	as_imported("import data.libs as x\n") == {{
		"file": fixtures.path,
		"at": ["imports", 0],
		"text": "data has no libs: write lib",
	}}
	as_imported("import data.lib.organs as x\n") == {{
		"file": fixtures.path,
		"at": ["imports", 0],
		"text": "data.lib has no organs: write organ",
	}}
}

test_a_package_without_rules_is_not_there if {
	found := unknown.breaches with input as fixtures.files({
		"lib/lib.rego": "package lib\n\nx := data.norms.late",
		"norms/norms.rego": "package norms",
	})
	{breach.text | some breach in found} == {"data has no norms: mend the name, or write the rule"}
}
