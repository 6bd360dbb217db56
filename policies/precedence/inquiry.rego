# METADATA
# title: An inquiry, field by field
# description: >-
#   A unit is what is decided on its own: a field name, or for a question about existence a category of the dataset
#   (such a question covers them all, so one closed category closes the answer).
package sluis.inquiry

import data.lib

said := [f | some statute, norm; some f in data.norms[statute][norm].findings]

# Where nothing is asked that exists, there is nothing that a basis could carry (AVG 6 lid 1), and a refusal says so.
findings := array.concat(said, [{"norm": "AVG-01", "effect": "deny"}]) if nothing_said

findings := said if not nothing_said

nothing_said if {
	nothing_asked
	every finding in said {
		finding.effect != "deny"
	}
}

nothing_asked if count(lib.units) == 0

verdict := {
	"canary": input.now,
	"outcome": outcome,
	"fields": fields,
	"findings": findings,
	"missing": missing,
	"obligations": obligations,
}

# A finding speaks about its fields, about its category, or about everything asked.
units_of(finding) := {name | some name in finding.fields} if finding.fields

units_of(finding) := lib.units_by_category[finding.category] if {
	not finding.fields
	finding.category
}

units_of(finding) := lib.units if {
	not finding.fields
	not finding.category
}

speaks(_) if not lib.about_existence

speaks(finding) if {
	lib.about_existence
	object.get(finding, "existence", true)
}

touched[effect] contains unit if {
	some effect in ["permit", "deny", "treat", "require"]
	some finding in findings
	finding.effect == effect
	speaks(finding)
	some unit in (units_of(finding) & lib.units)
}

units_with(effect) := object.get(touched, effect, set())

denied := units_with("deny")

permitted := units_with("permit") - denied

waiting := permitted & units_with("require")

open := permitted - waiting

treated := open & units_with("treat")

norms_at(unit, effect) := sort({finding.norm |
	some finding in findings
	finding.effect == effect
	speaks(finding)
	unit in units_of(finding)
})

# Of two treatments the stricter wins.
treatment_of[unit] := strictest if {
	some unit in treated
	wanted := {finding.treatment |
		some finding in findings
		finding.effect == "treat"
		unit in units_of(finding)
	}
	strictest := [t | some t in lib.strictest_first; t in wanted][0]
}

treatment_of[unit] := "release" if some unit in (open - treated)

treatment_of[unit] := "withhold" if some unit in (lib.units - open)

norms_of[unit] := norms_at(unit, "deny") if some unit in denied

norms_of[unit] := norms_at(unit, "require") if some unit in waiting

norms_of[unit] := norms_at(unit, "treat") if some unit in treated

norms_of[unit] := norms_at(unit, "permit") if some unit in (open - treated)

# Nobody permits it: there is no basis in law for this field (AVG 6 lid 1).
norms_of[unit] := ["AVG-01"] if some unit in ((lib.units - denied) - permitted)

going := {unit | some unit in open; treatment_of[unit] != "withhold"}

default outcome := "deny"

outcome := "permit" if {
	not lib.about_existence
	count(going) > 0
}

outcome := "review" if {
	not lib.about_existence
	count(going) == 0
	count(waiting) > 0
}

outcome := "permit" if {
	lib.about_existence
	count(lib.units) > 0
	going == lib.units
}

outcome := "review" if {
	lib.about_existence
	count(waiting) > 0
	going | waiting == lib.units
}

fields := [{
	"name": unit,
	"treatment": treatment_of[unit],
	"waiting": unit in waiting,
	"norms": norms_of[unit],
} |
	some unit in sort(lib.units)
] if {
	not lib.about_existence
}

fields := [{
	"name": "hit",
	"treatment": existence_treatment,
	"waiting": outcome == "review",
	"norms": sort(norms_of_hit),
}] if {
	lib.about_existence
}

norms_of_hit := {norm | some unit in deciding_units; some norm in norms_of[unit]} if not nothing_asked

norms_of_hit := {finding.norm | some finding in findings; finding.effect == "deny"} if nothing_asked

default existence_treatment := "withhold"

existence_treatment := "existence" if outcome == "permit"

# Which categories decide a question about existence: those that close it, else those that wait, else all.
deciding_units := lib.units if outcome == "permit"

deciding_units := waiting if outcome == "review"

deciding_units := (lib.units - going) - waiting if outcome == "deny"

missing := sort({need |
	some finding in findings
	finding.effect == "require"
	speaks(finding)
	count(units_of(finding) & waiting) > 0
	need := {
		"attestation": finding.attestation,
		"scope": finding.scope,
		"roles": data.facts.attestations[finding.attestation].roles,
		"norm": finding.norm,
	}
})

obligations := sort({{"obligation": finding.obligation, "norm": finding.norm} |
	some finding in findings
	finding.effect == "oblige"
})
